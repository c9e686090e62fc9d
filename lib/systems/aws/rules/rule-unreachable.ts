import { problem, type Rule } from '../../../audit';
import { type LifecycleRule, inOrder, matchesTag, patternsOf } from '../retention';
import { keep, lifecycle } from './examples';
import { lifecyclePolicies } from './lifecycle-policies';

export const ruleUnreachable: Rule = {
  id: 'ECR015',
  severity: 'error',
  title: 'a lifecycle rule never decides about an image',
  why: 'each image is decided by the first rule that selects it, and an earlier rule selects all that this one does: what it promises does not happen',
  repair: 'put the narrower rule first',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_examples.html',
  good: lifecycle([keep(1, 'sha-main-*', 500), keep(2, 'sha-*', 50)]),
  bad: lifecycle([keep(1, 'sha-*', 50), keep(2, 'sha-main-*', 500)]),
  check: (assembly) =>
    lifecyclePolicies(assembly).flatMap(({ resource, rules }) => {
      const ordered = inOrder(rules);
      return ordered.flatMap((rule, index) => {
        const earlier = ordered.slice(0, index).find((one) => selectsAllOf(one, rule));
        if (!earlier) return [];
        const message = `rule ${rule.rulePriority} never decides: rule ${earlier.rulePriority} selects every image that it does`;
        return [problem(resource, message, `give it a lower number than ${earlier.rulePriority}`, 'policy')];
      });
    }),
};

function selectsAllOf({ selection: wide }: LifecycleRule, { selection: narrow }: LifecycleRule): boolean {
  if ((wide.storageClass ?? 'standard') !== (narrow.storageClass ?? 'standard')) return false;
  // An image of one rule may be both archived and deleted in time, so a transition shields nothing from a later rule.
  if (wide.tagStatus !== 'tagged' || narrow.tagStatus !== 'tagged') return false;
  return patternsOf(wide).every((pattern) => patternsOf(narrow).some((one) => matchesTag(pattern, one)));
}
