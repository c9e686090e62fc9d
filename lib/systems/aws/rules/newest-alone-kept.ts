import { problem, type Rule } from '../../../audit';
import { keep, lifecycle } from './examples';
import { lifecyclePolicies } from './lifecycle-policies';

export const newestAloneKept: Rule = {
  id: 'ECR071',
  severity: 'warning',
  title: 'a lifecycle rule keeps the newest image alone',
  why: 'the next push deletes the one that runs: a new pod of it cannot start, and a release that fails has nothing to go back to',
  repair: 'keep as many as may run at once, and those that a release may go back to',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html',
  good: lifecycle([keep(1, 'production-sha-*', 10)]),
  bad: lifecycle([keep(1, 'production-sha-*', 1)]),
  check: (assembly) =>
    lifecyclePolicies(assembly).flatMap(({ resource, rules }) =>
      rules
        .filter(({ selection: { tagStatus, countType, countNumber } }) => {
          return tagStatus !== 'untagged' && countType === 'imageCountMoreThan' && Number(countNumber) === 1;
        })
        .map(({ rulePriority }) =>
          problem(
            resource,
            `rule ${rulePriority} keeps one image: each push deletes the one before`,
            'keep those that may still run, and those to go back to',
            'policy',
          ),
        ),
    ),
};
