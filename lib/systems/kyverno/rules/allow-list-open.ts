import { type Rule, problem } from '../../../audit';
import { type PlacedExpression, expressionsThat, pathOf } from '../expressions';
import { expressionsOf } from '../image-validating-policy-verification';
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
    expressionsThat(manifests, (text) => openPrefixesIn(text).length > 0)
      .filter(({ policy, field }) => field !== 'matchConditions' && isOnImages(policy))
      .flatMap((placed) =>
        openPrefixesIn(placed.expression).map((prefix) =>
          problem(
            placed.policy,
            `'${prefix}' also begins ${prefix}${prefix.includes('/') ? '-evil' : '.evil.io'}`,
            `write '${prefix}/' for everything below it, or '${prefix}:' and '${prefix}@' for one repository`,
            pathOf(placed),
          ),
        ),
      ),
};

function isOnImages({ object }: PlacedExpression['policy']): boolean {
  return object.kind === 'ValidatingPolicy' && expressionsOf(object.spec).some((cel) => /\.image\b/.test(cel));
}

/** The places that an expression compares the beginning of an image with, and that do not end where a name does. */
function openPrefixesIn(expression: string): readonly string[] {
  const calls = expression.matchAll(/\.startsWith\(\s*(?:'([^']*)'|"([^"]*)")\s*\)/g);
  return [...calls]
    .map(([, single, double]) => single ?? double ?? '')
    .filter((prefix) => /[./]/.test(prefix) && !/[/:@]$/.test(prefix) && !/\/[^/]*[:@]/.test(prefix));
}
