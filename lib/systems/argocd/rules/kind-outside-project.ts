import { kindOf } from '../../../assembly';
import { type Rule, problem } from '../../../audit';
import { applicationsOf } from '../applications';
import { allowsKind, tryProject } from '../project-limits';
import { application, manifests, project } from './examples';

const NAMESPACE = '\napiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n';
const limits = (more: string): string =>
  project(`{ sourceRepos: ["*"], destinations: [{ name: production, namespace: shop }]${more} }`);

export const kindOutsideProject: Rule = {
  id: 'ARG007',
  severity: 'error',
  title: "an Application brings a kind that its project doesn't allow",
  why: 'that object fails each sync, and with it all that comes after; a project allows no kind without namespace by itself',
  repair: 'add the kind to clusterResourceWhitelist or namespaceResourceWhitelist of the project',
  reference: 'https://github.com/argoproj/argo-cd/blob/v3.5.1/pkg/apis/application/v1alpha1/app_project_types.go',
  good: manifests(application(), limits(', clusterResourceWhitelist: [{ group: "", kind: Namespace }]'), NAMESPACE),
  bad: manifests(application(), limits(''), NAMESPACE),
  check: ({ manifests }) =>
    applicationsOf(manifests).flatMap((one) => {
      const project = tryProject(manifests, one);
      if (!project) return [];
      return one.objects
        .filter((manifest) => !ARGO.has(kindOf(manifest.object)) && !allowsKind(project.object, manifest))
        .map((manifest) =>
          problem(
            manifest,
            `the project ${one.spec.project}, by which ${one.manifest.object.metadata.name ?? 'it'} applies it, does not allow ${kindOf(manifest.object)}`,
            'allow the kind in the project',
            'kind',
          ),
        );
    }),
};

/** What lies beside an Application in one file need not be applied by it. */
const ARGO: ReadonlySet<string> = new Set([
  'argoproj.io/Application',
  'argoproj.io/AppProject',
  'argoproj.io/ApplicationSet',
  'kustomize.config.k8s.io/Kustomization',
]);
