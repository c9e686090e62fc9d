import { type Manifest } from '../../../assembly';
import { type Rule, problem } from '../../../audit';
import { type CelPolicySpec } from '../kinds';
import { allowList, objects } from './examples';

const AT_LEAST_NONE = /\bverify(?:Image|Attestation)Signatures\([^)]*\)\s*>=\s*0(?![.\d])/;

export const admitsEverything: Rule = {
  id: 'KYV070',
  severity: 'error',
  title: 'an expression of a policy holds whatever is asked for',
  why: 'the policy is installed and ready, and there is nothing that it refuses',
  repair:
    'ask for more than 0 signatures, and write expressions that can be false; a condition must be able to be true',
  good: objects(allowList("image.startsWith('ghcr.io/acme/')")),
  bad: objects(allowList('true', { validations: [{ expression: 'true' }] })),
  check: ({ manifests }) =>
    [
      ...manifests.of('policies.kyverno.io/ImageValidatingPolicy'),
      ...manifests.of('policies.kyverno.io/ValidatingPolicy'),
    ].flatMap((policy: Manifest<{ readonly spec: CelPolicySpec }>) => {
      const { validations = [], matchConditions = [] } = policy.object.spec;
      return [
        ...validations.flatMap(({ expression }, i) => {
          const message = tryHolds(expression);
          const repair = 'write an expression that is false for what shall be refused';
          return message === undefined ? [] : problem(policy, message, repair, `spec.validations[${i}].expression`);
        }),
        ...matchConditions.flatMap(({ name, expression }, i) =>
          expression.trim() === 'false'
            ? problem(
                policy,
                `the condition "${name}" is never true: the policy judges nothing`,
                'write a condition that can be true, or remove it',
                `spec.matchConditions[${i}].expression`,
              )
            : [],
        ),
      ];
    }),
};

function tryHolds(expression: string): string | undefined {
  if (expression.trim() === 'true') return 'the expression is true for everything';
  return AT_LEAST_NONE.test(expression) ? 'it asks for 0 signatures or more: an unsigned image has 0' : undefined;
}
