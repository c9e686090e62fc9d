import { problem, type Rule } from '../../../audit';
import { inOrder } from '../retention';
import { keep, lifecycle, lifecycleRule } from './examples';
import { lifecyclePolicies } from './lifecycle-policies';

const any = (priority: number): object =>
  lifecycleRule(priority, { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 500 });

export const anyNotLast: Rule = {
  id: 'ECR012',
  severity: 'error',
  title: 'a lifecycle rule for any image stands before others',
  why: 'it would decide about every image, so ECR refuses the policy, and the repository keeps every image',
  repair: 'give the rule with tagStatus any the highest priority number',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html',
  good: lifecycle([keep(1, 'production-sha-*', 200), any(2)]),
  bad: lifecycle([any(1), keep(2, 'production-sha-*', 200)]),
  check: (assembly) =>
    lifecyclePolicies(assembly).flatMap(({ resource, rules }) =>
      inOrder(rules)
        .slice(0, -1)
        .filter(({ selection }) => selection.tagStatus === 'any')
        .map(({ rulePriority }) =>
          problem(
            resource,
            `rule ${rulePriority} selects any image and is not the last`,
            'give it the highest rulePriority',
            'policy',
          ),
        ),
    ),
};
