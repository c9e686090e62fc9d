import { type Example, type Rule, problem } from '../../../audit';
import { Duration } from '../../../model';
import '../kinds';

const example = (interval: string): Example => ({
  manifests: `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: pull, namespace: shop }
spec:
  refreshInterval: ${interval}
  dataFrom: [{ sourceRef: { generatorRef: { kind: ECRAuthorizationToken, name: pull } } }]
`,
});

/** How long a token of each generator is good for. */
const LIFETIMES: ReadonlyMap<string, Duration> = new Map([
  ['ECRAuthorizationToken', Duration.hours(12)],
  ['ACRAccessToken', Duration.hours(3)],
  ['GCRAccessToken', Duration.hours(1)],
]);

export const tokenOutlived: Rule = {
  id: 'ESO006',
  severity: 'error',
  title: 'a token for a registry is not made anew before it expires',
  why: 'from then on no node can pull: the next pod that is moved or scaled up ends in ImagePullBackOff',
  repair: 'refresh it in half of its lifetime',
  reference: 'https://external-secrets.io/latest/api/generator/ecr/',
  good: example('6h'),
  bad: example('24h'),
  check: ({ manifests }) =>
    manifests.of('external-secrets.io/ExternalSecret').flatMap((manifest) => {
      const { dataFrom = [], refreshInterval = '1h', refreshPolicy } = manifest.object.spec;
      const lifetimes = dataFrom.flatMap(({ sourceRef }) => LIFETIMES.get(sourceRef?.generatorRef?.kind ?? '') ?? []);
      const shortest = lifetimes.sort((a, b) => a.milliseconds - b.milliseconds)[0];
      const interval = Duration.tryParseGo(refreshInterval);
      if (shortest === undefined || interval === undefined) return [];
      const once = refreshPolicy === 'CreatedOnce' || interval.milliseconds === 0;
      if (!once && interval.milliseconds < shortest.milliseconds) return [];
      const every = once ? 'once' : `every ${interval.toString()}`;
      return [
        problem(
          manifest,
          `its token expires after ${shortest.toString()} and is made ${every}`,
          'refresh it sooner',
          refreshPolicy === 'CreatedOnce' ? 'spec.refreshPolicy' : 'spec.refreshInterval',
        ),
      ];
    }),
};
