import { type Rule, problem } from '../../../audit';
import { Scaling } from '../../kubernetes/scaling';
import { applicationsOf, hasOption, isAutomated } from '../applications';
import { replicasOf } from '../ignored-difference';
import { ignores } from '../ignoring';
import { application, manifests, object, rollout } from './examples';

const AUTOSCALER = object(
  'autoscaling/v2',
  'HorizontalPodAutoscaler',
  'api',
  'spec: { scaleTargetRef: { apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: api }, maxReplicas: 20 }',
);
const ignoring = 'ignoreDifferences: [{ group: argoproj.io, kind: Rollout, jsonPointers: [/spec/replicas] }]';

export const replicasPutBack: Rule = {
  id: 'ARG017',
  severity: 'error',
  title: 'Argo CD puts back the replicas that an autoscaler has set',
  why: 'each sync scales the service down to the number in Git, in the middle of its busiest hour',
  repair: 'leave replicas out of Git; or ignore /spec/replicas and set RespectIgnoreDifferences=true',
  reference: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/',
  good: manifests(
    application({ more: ignoring, policy: 'automated: {}, syncOptions: [RespectIgnoreDifferences=true]' }),
    rollout('replicas: 3'),
    AUTOSCALER,
  ),
  bad: manifests(application(), rollout('replicas: 3'), AUTOSCALER),
  check: ({ manifests }) => {
    const scaling = new Scaling(manifests);
    return applicationsOf(manifests).flatMap(({ manifest, spec, path, objects }) => {
      if (!isAutomated(spec)) return [];
      return objects.filter(saysReplicas).flatMap((scaled) => {
        const { apiVersion, kind, metadata } = scaled.object;
        const moved = replicasOf({ apiVersion, kind, name: metadata.name ?? '' });
        const isLeftAlone = ignores(spec, moved) && hasOption(spec, 'RespectIgnoreDifferences=true');
        if (isLeftAlone || !scaling.tryScalerOf(scaled)) return [];
        const message = `its syncs put back the replicas of ${kind} ${moved.name}, which an autoscaler sets`;
        return [problem(manifest, message, 'leave replicas out of Git', `${path}.ignoreDifferences`)];
      });
    });
  },
};

function saysReplicas({ object }: { readonly object: object }): boolean {
  return (object as { readonly spec?: { readonly replicas?: number } }).spec?.replicas !== undefined;
}
