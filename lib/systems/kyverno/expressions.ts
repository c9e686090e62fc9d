import { type Manifest, type Manifests, readOnce } from '../../assembly';
import { type CelPolicySpec } from './kinds';

/** A CEL expression of a policy, with its place. */
export interface PlacedExpression {
  readonly policy: Manifest<{ readonly spec: CelPolicySpec }>;
  readonly field: (typeof FIELDS)[number];
  readonly index: number;
  readonly expression: string;
  /** How many expressions of the assembly come before it. */
  readonly position: number;
}

const FIELDS = ['variables', 'validations', 'matchConditions'] as const;

/**
 * The expressions of an assembly of which something holds, in its order. The policies of many services are alike, so
 * each text is asked about once.
 */
export function expressionsThat(manifests: Manifests, holds: (text: string) => boolean): readonly PlacedExpression[] {
  return [...byText(manifests)]
    .filter(([text]) => holds(text))
    .flatMap(([, placed]) => placed)
    .sort((a, b) => a.position - b.position);
}

/** The field of the policy, such as `spec.validations[0].expression`. */
export function pathOf({ field, index }: PlacedExpression): string {
  return `spec.${field}[${index}].expression`;
}

const byText = readOnce((manifests): ReadonlyMap<string, readonly PlacedExpression[]> => {
  const found = new Map<string, PlacedExpression[]>();
  let position = 0;
  for (const policy of [
    ...manifests.of('policies.kyverno.io/ImageValidatingPolicy'),
    ...manifests.of('policies.kyverno.io/ValidatingPolicy'),
  ]) {
    for (const field of FIELDS) {
      (policy.object.spec[field] ?? []).forEach(({ expression }, index) => {
        const placed = { policy, field, index, expression, position: position++ };
        const alike = found.get(expression);
        if (alike) alike.push(placed);
        else found.set(expression, [placed]);
      });
    }
  }
  return found;
});
