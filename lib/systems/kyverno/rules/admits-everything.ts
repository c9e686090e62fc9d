import { type Problem, type Rule, problem } from '../../../audit';
import { type PlacedExpression, expressionsThat, pathOf } from '../expressions';
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
    expressionsThat(manifests, (text) => text.trim() === 'false' || tryHolds(text) !== undefined).flatMap((placed) => [
      ...neverTrue(placed),
      ...neverFalse(placed),
    ]),
};

function neverTrue(placed: PlacedExpression): readonly Problem[] {
  const { policy, field, expression, index } = placed;
  if (field !== 'matchConditions' || expression.trim() !== 'false') return [];
  const name = policy.object.spec.matchConditions?.[index]?.name ?? '';
  const message = `the condition "${name}" is never true: the policy judges nothing`;
  return [problem(policy, message, 'write a condition that can be true, or remove it', pathOf(placed))];
}

function neverFalse(placed: PlacedExpression): readonly Problem[] {
  const message = placed.field === 'validations' ? tryHolds(placed.expression) : undefined;
  if (message === undefined) return [];
  const repair = 'write an expression that is false for what shall be refused';
  return [problem(placed.policy, message, repair, pathOf(placed))];
}

function tryHolds(expression: string): string | undefined {
  if (expression.trim() === 'true') return 'the expression is true for everything';
  return AT_LEAST_NONE.test(expression) ? 'it asks for 0 signatures or more: an unsigned image has 0' : undefined;
}
