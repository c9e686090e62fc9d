import { problem, type Rule } from '../../../audit';
import { example } from './examples';

const FORCE = 'kustomize.toolkit.fluxcd.io/force';

const job = (spec: object): object => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'migrate', namespace: 'shop', annotations: { [FORCE]: 'enabled' } },
  spec: {
    backoffLimit: 0,
    template: { spec: { restartPolicy: 'Never', containers: [{ name: 'migrate', image: 'ghcr.io/acme/orders:v2' }] } },
    ...spec,
  },
});

export const jobRunsAgain: Rule = {
  id: 'FLX007',
  severity: 'error',
  title: 'a Job that Flux keeps applied is cleaned away by itself',
  why: 'Flux misses it at its next look and makes it anew: a migration runs every few minutes, for ever',
  repair: 'remove ttlSecondsAfterFinished; with another image Flux replaces the Job',
  reference: 'https://fluxcd.io/flux/use-cases/running-jobs/',
  good: example(job({})),
  bad: example(job({ ttlSecondsAfterFinished: 600 })),
  check: ({ manifests }) =>
    manifests.of('batch/Job').flatMap((manifest) => {
      const ttl = manifest.object.spec?.ttlSecondsAfterFinished;
      if (ttl === undefined || manifest.object.metadata.annotations?.[FORCE]?.toLowerCase() !== 'enabled') return [];
      const message = `it is gone ${ttl} s after its end, and Flux runs it again`;
      return [problem(manifest, message, 'remove ttlSecondsAfterFinished', 'spec.ttlSecondsAfterFinished')];
    }),
};
