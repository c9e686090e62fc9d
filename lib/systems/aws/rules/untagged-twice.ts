import { problem, type Rule } from '../../../audit';
import { type LifecycleRule } from '../retention';
import { keep, lifecycle, lifecycleRule } from './examples';
import { lifecyclePolicies } from './lifecycle-policies';

const untagged = (priority: number, days: number): object =>
  lifecycleRule(priority, {
    tagStatus: 'untagged',
    countType: 'sinceImagePushed',
    countUnit: 'days',
    countNumber: days,
  });

export const untaggedTwice: Rule = {
  id: 'ECR013',
  severity: 'error',
  title: 'two lifecycle rules select untagged images',
  why: 'ECR takes one for each storage class and action and refuses the policy, so the repository keeps every image',
  repair: 'leave one rule for untagged images',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html',
  good: lifecycle([keep(1, 'sha-*', 200), untagged(2, 7)]),
  bad: lifecycle([keep(1, 'sha-*', 200), untagged(2, 7), untagged(3, 30)]),
  check: (assembly) =>
    lifecyclePolicies(assembly).flatMap(({ resource, rules }) => {
      const purposes = rules.filter(({ selection }) => selection.tagStatus === 'untagged').map(purposeOf);
      if (new Set(purposes).size === purposes.length) return [];
      return [problem(resource, `${purposes.length} rules select untagged images`, 'leave one of them', 'policy')];
    }),
};

function purposeOf({ selection, action }: LifecycleRule): string {
  return `${selection.storageClass ?? 'standard'} ${action.type}`;
}
