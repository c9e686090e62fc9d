import { problem, type Rule } from '../../../audit';
import { example, GITOPS, kustomization } from './examples';

export const nothingPruned: Rule = {
  id: 'FLX010',
  severity: 'warning',
  title: 'a Kustomization of Flux deletes nothing',
  why: 'what is removed from Git runs on in the cluster: an old CronJob, a Role that somebody had',
  repair: 'set prune: true, and kustomize.toolkit.fluxcd.io/prune: disabled on what has to stay',
  reference: 'https://fluxcd.io/flux/components/kustomize/kustomizations/#prune',
  good: example(GITOPS, kustomization()),
  bad: example(GITOPS, kustomization({ prune: false })),
  check: ({ manifests }) =>
    manifests
      .of('kustomize.toolkit.fluxcd.io/Kustomization')
      .filter(({ object }) => !object.spec.prune)
      .map((manifest) =>
        problem(manifest, 'what is gone from Git stays in the cluster', 'set prune: true', 'spec.prune'),
      ),
};
