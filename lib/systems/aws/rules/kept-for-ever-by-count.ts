import { problem, type Rule } from '../../../audit';
import { keep, lifecycle } from './examples';
import { lifecyclePolicies } from './lifecycle-policies';

export const keptForEverByCount: Rule = {
  id: 'ECR017',
  severity: 'advice',
  title: 'a lifecycle rule keeps images for ever by a count that looks unreachable',
  why: 'the number hides the intent, and a count can be reached: then the oldest releases go, or the quota of the repository stops every push first',
  repair: 'say how many are really needed',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html',
  good: lifecycle([keep(1, 'v*', 1000)]),
  bad: lifecycle([keep(1, 'v*', 9999)]),
  check: (assembly) =>
    lifecyclePolicies(assembly).flatMap(({ resource, rules }) =>
      rules
        .filter(({ selection }) => selection.countType === 'imageCountMoreThan')
        .filter(({ selection }) => /^9{3,}$/.test(String(selection.countNumber)) || selection.countNumber >= 10_000)
        .map(({ rulePriority, selection }) =>
          problem(
            resource,
            `rule ${rulePriority} keeps ${selection.countNumber} images to mean all of them`,
            'say how many are really needed',
            'policy',
          ),
        ),
    ),
};
