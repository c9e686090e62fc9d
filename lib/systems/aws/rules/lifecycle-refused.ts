import { problem, type Rule } from '../../../audit';
import { keep, lifecycle } from './examples';
import { lifecyclePolicies } from './lifecycle-policies';

export const lifecycleRefused: Rule = {
  id: 'ECR010',
  severity: 'error',
  title: 'ECR refuses a rule of a lifecycle policy',
  why: 'terraform validates no lifecycle policy: plan succeeds, apply fails, and the repository keeps every image',
  repair: 'write the rule as the lifecycle policy template has it',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html',
  good: lifecycle([keep(1, 'sha-*', 200)]),
  bad: lifecycle([
    {
      rulePriority: 1,
      selection: { tagStatus: 'tagged', tagPrefixList: ['sha-', ''], countType: 'imageCountMoreThan', countNumber: 50 },
      action: { type: 'expire' },
    },
  ]),
  check: (assembly) =>
    lifecyclePolicies(assembly).flatMap(({ resource, refused }) =>
      refused.map(({ rule, fault }) =>
        problem(resource, `ECR refuses ${rule}: ${fault}`, 'correct that field', `policy.${rule}`),
      ),
    ),
};
