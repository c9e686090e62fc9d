import { problem, type Rule } from '../../../audit';
import { TagFamily } from '../../../model';
import { type LifecycleRule, type StoredImage, tryDecidingRule } from '../retention';
import { keep, lifecycle, lifecycleRule } from './examples';
import { lifecyclePolicies } from './lifecycle-policies';

const anyImage = lifecycleRule(9, { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 50 });

export const promotedImageDeleted: Rule = {
  id: 'ECR016',
  severity: 'error',
  title: 'an image that runs is deleted like any other',
  why: 'ECR does not know what runs: after enough newer builds, or days, the next pod of the running release cannot pull its image, and there is nothing to roll back to',
  repair: 'mark promoted images with a tag, and keep the newest of them by count with a rule in front',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html',
  good: lifecycle([keep(1, 'example-sha-*', 60), anyImage]),
  bad: lifecycle([anyImage]),
  check: (assembly) => {
    const commit = TagFamily.commit.example;
    const unpromoted = { tags: [commit], pushedAt: 0 };
    const marks = assembly.environments.map(({ name }) => `${name}-${commit}`);
    if (marks.length === 0) return [];
    const promoted = { tags: [commit, ...marks], pushedAt: 0 };
    return lifecyclePolicies(assembly).flatMap(({ resource, rules }) => {
      const rule = tryDecidingRule(rules, promoted);
      const reason = rule && tryReason(rule, rules, unpromoted);
      if (reason === undefined) return [];
      return [problem(resource, reason, 'keep promoted images by count, with a rule of a lower number', 'policy')];
    });
  },
};

function tryReason(
  { rulePriority, selection, action }: LifecycleRule,
  rules: readonly LifecycleRule[],
  unpromoted: StoredImage,
): string | undefined {
  const verb = action.type === 'transition' ? 'archives' : 'deletes';
  if (selection.countType === 'sinceImagePulled') {
    return `rule ${rulePriority} ${verb} an image that runs once no node has pulled it for ${selection.countNumber} days`;
  }
  if (selection.countType !== 'imageCountMoreThan') {
    return `rule ${rulePriority} ${verb} an image that runs once it is ${selection.countNumber} days old`;
  }
  if (tryDecidingRule(rules, unpromoted)?.rulePriority !== rulePriority) return undefined;
  return `rule ${rulePriority} ${verb} an image that runs once ${selection.countNumber} newer ones are pushed`;
}
