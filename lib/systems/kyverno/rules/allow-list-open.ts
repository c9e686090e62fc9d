import { type Rule, problem } from '../../../audit';
import { allowList, objects } from './examples';

export const allowListOpen: Rule = {
  id: 'KYV022',
  severity: 'error',
  title: 'a list of allowed images ends in the middle of a name',
  why: "startsWith('ghcr.io/acme') also admits ghcr.io/acme-evil, and startsWith('registry.example.com') a registry called registry.example.com.evil.io that anybody can set up",
  repair: 'end what stands for a registry or a folder with /, and what stands for one repository with : or @',
  good: objects(allowList("(image.startsWith('ghcr.io/acme/') || image.startsWith('docker.io/library/golang@'))")),
  bad: objects(allowList("image.startsWith('ghcr.io/acme')")),
  check: ({ manifests }) =>
    manifests.of('policies.kyverno.io/ValidatingPolicy').flatMap((policy) => {
      const { variables = [], validations = [] } = policy.object.spec;
      const expressions = [
        ...variables.map(({ expression }, i) => ({ expression, path: `spec.variables[${i}].expression` })),
        ...validations.map(({ expression }, i) => ({ expression, path: `spec.validations[${i}].expression` })),
      ];
      if (!expressions.some(({ expression }) => /\.image\b/.test(expression))) return [];
      return expressions.flatMap(({ expression, path }) =>
        prefixesIn(expression)
          .filter((prefix) => !/[/:@]$/.test(prefix) && !/\/[^/]*[:@]/.test(prefix))
          .map((prefix) =>
            problem(
              policy,
              `'${prefix}' also begins ${prefix}${prefix.includes('/') ? '-evil' : '.evil.io'}`,
              `write '${prefix}/' for everything below it, or '${prefix}:' and '${prefix}@' for one repository`,
              path,
            ),
          ),
      );
    }),
};

/** The places that an expression compares the beginning of an image with. */
function prefixesIn(expression: string): readonly string[] {
  const calls = expression.matchAll(/\.startsWith\(\s*(?:'([^']*)'|"([^"]*)")\s*\)/g);
  return [...calls].map(([, single, double]) => single ?? double ?? '').filter((prefix) => /[./]/.test(prefix));
}
