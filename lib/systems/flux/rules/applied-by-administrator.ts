import { problem, type Rule } from '../../../audit';
import { example, GITOPS, kustomization } from './examples';

export const appliedByAdministrator: Rule = {
  id: 'FLX015',
  severity: 'warning',
  title: 'Flux applies a folder as administrator of the cluster',
  why: 'whoever may merge into that folder may do anything in the cluster: make roles, read every Secret',
  repair: 'name a ServiceAccount with the rights that the folder needs in serviceAccountName',
  reference: 'https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control',
  good: example(GITOPS, kustomization()),
  bad: example(GITOPS, kustomization({ serviceAccountName: undefined })),
  check: ({ manifests }) =>
    [
      ...manifests.of('kustomize.toolkit.fluxcd.io/Kustomization'),
      ...manifests.of('helm.toolkit.fluxcd.io/HelmRelease'),
    ]
      .filter(({ object: { spec } }) => spec.serviceAccountName === undefined && spec.kubeConfig === undefined)
      .map((manifest) =>
        problem(
          manifest,
          'it names no ServiceAccount, so Flux applies it with its own rights',
          'name one',
          'spec.serviceAccountName',
        ),
      ),
};
