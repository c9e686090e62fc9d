import { readAlikeOnce } from '../../../assembly';
import { type Rule, problem } from '../../../audit';
import { imagePolicy, objects } from './examples';

export const celNameUndeclared: Rule = {
  id: 'KYV071',
  severity: 'error',
  title: 'an expression speaks of a signer or an attestation that the policy does not declare',
  why: 'the expression ends in an error at every image, so every pod is refused; with failurePolicy Ignore every pod is admitted',
  repair: 'declare it below spec.attestors or spec.attestations, or take its name out of the expression',
  good: objects(imagePolicy()),
  bad: objects(imagePolicy({ attestations: [] })),
  check: ({ manifests }) =>
    manifests.of('policies.kyverno.io/ImageValidatingPolicy').flatMap((policy) => {
      const { spec } = policy.object;
      const declared = new Set([
        ...(spec.attestors ?? []).map(({ name }) => `attestors.${name}`),
        ...(spec.attestations ?? []).map(({ name }) => `attestations.${name}`),
      ]);
      return (['variables', 'validations'] as const).flatMap((field) =>
        (spec[field] ?? []).flatMap(({ expression }, i) =>
          namesIn(manifests, expression)
            .filter((name) => !declared.has(name))
            .map((name) =>
              problem(
                policy,
                `the expression speaks of ${name}, which the policy does not declare`,
                `declare it below spec.${name.slice(0, name.indexOf('.'))}`,
                `spec.${field}[${i}].expression`,
              ),
            ),
        ),
      );
    }),
};

/** `attestors.signer1` and `attestations["spdx"]`, both written with a dot. */
const namesIn = readAlikeOnce(
  (expression: string) => expression,
  (expression) => {
    const uses = expression.matchAll(/\b(attestors|attestations)(?:\.(\w+)|\[\s*(?:'([^']+)'|"([^"]+)")\s*\])/g);
    return [
      ...new Set([...uses].map(([, list = '', plain, single, double]) => `${list}.${plain ?? single ?? double ?? ''}`)),
    ];
  },
);
