import { problem, type Rule } from '../../../audit';
import { keep, lifecycle } from './examples';
import { lifecyclePolicies } from './lifecycle-policies';

export const priorityShared: Rule = {
  id: 'ECR011',
  severity: 'error',
  title: 'two lifecycle rules have one priority',
  why: 'ECR refuses the policy, and the repository keeps every image',
  repair: 'give each rule a priority of its own; the lowest number decides first',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html',
  good: lifecycle([keep(1, 'v*', 100), keep(2, 'sha-*', 200)]),
  bad: lifecycle([keep(1, 'v*', 100), keep(1, 'sha-*', 200)]),
  check: (assembly) =>
    lifecyclePolicies(assembly).flatMap(({ resource, rules }) => {
      const priorities = rules.map(({ rulePriority }) => rulePriority);
      const shared = [...new Set(priorities.filter((one, index) => priorities.indexOf(one) !== index))];
      return shared.map((priority) =>
        problem(resource, `several rules have priority ${priority}`, 'number the rules 1, 2, 3 and so on', 'policy'),
      );
    }),
};
