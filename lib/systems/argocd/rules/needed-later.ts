import { describe } from '../../../assembly';
import { type Rule, problem } from '../../../audit';
import { needsOf } from '../needs';
import { isSynced, waveOf } from '../sync-phase';
import { manifests, object, rollout } from './examples';

const CANARY = rollout('strategy: { blueGreen: { activeService: api } }');
const service = (wave: string): string =>
  object('v1', 'Service', 'api', 'spec: { selector: { app: api }, ports: [{ port: 80 }] }').replace(
    'namespace: shop }',
    `namespace: shop, annotations: { argocd.argoproj.io/sync-wave: '${wave}' } }`,
  );

export const neededLater: Rule = {
  id: 'ARG020',
  severity: 'error',
  title: 'an object is applied in an earlier wave than what it needs',
  why: 'it cannot become healthy without it, and Argo CD applies no later wave before it is: the sync never ends',
  repair: 'give what is needed an earlier wave',
  reference: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/',
  good: manifests(CANARY, service('-1')),
  bad: manifests(CANARY, service('1')),
  check: ({ manifests }) => {
    if (manifests.all.every(({ object: one }) => waveOf(one) === 0)) return [];
    const needs = needsOf(manifests);
    return manifests.all.filter(isSynced).flatMap((manifest) => {
      const wave = waveOf(manifest.object);
      return needs
        .of(manifest)
        .filter((needed) => isSynced(needed) && waveOf(needed.object) > wave)
        .map((needed) =>
          problem(
            manifest,
            `it is in wave ${wave}, and needs ${describe(needed.object)} of wave ${waveOf(needed.object)}`,
            `move it behind, or ${needed.object.kind} before it`,
            'metadata.annotations',
          ),
        );
    });
  },
};
