import { problem, type Rule } from '../../../audit';
import { type LifecycleRule, patternsOf } from '../retention';
import { keep, lifecycle, lifecycleRule } from './examples';
import { lifecyclePolicies } from './lifecycle-policies';

export const allTagsNeeded: Rule = {
  id: 'ECR014',
  severity: 'error',
  title: 'a lifecycle rule lists several tags, and ECR wants an image to have all of them',
  why: 'a list looks like a choice, but an image with one of the tags alone is not selected: it is never deleted, or not protected',
  repair: 'write one rule for each',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_examples.html',
  good: lifecycle([keep(1, 'v*', 100), keep(2, 'release-*', 100)]),
  bad: lifecycle([
    lifecycleRule(1, {
      tagStatus: 'tagged',
      tagPatternList: ['v*', 'release-*'],
      countType: 'imageCountMoreThan',
      countNumber: 100,
    }),
  ]),
  check: (assembly) =>
    lifecyclePolicies(assembly).flatMap(({ resource, rules }) => {
      const alone = new Set(rules.map(({ selection }) => patternsOf(selection)).map((all) => all.join(' ')));
      return rules
        .filter((rule) => isMeantAsChoice(rule, alone))
        .map(({ rulePriority, selection }) =>
          problem(
            resource,
            `rule ${rulePriority} selects only images that have all of ${patternsOf(selection).join(', ')}`,
            'write one rule for each',
            'policy',
          ),
        );
    }),
};

/** Where each pattern has a rule of its own too, the author knows that the list means all of them. */
function isMeantAsChoice({ selection }: LifecycleRule, alone: ReadonlySet<string>): boolean {
  const patterns = patternsOf(selection);
  return patterns.length > 1 && !patterns.every((pattern) => alone.has(pattern));
}
