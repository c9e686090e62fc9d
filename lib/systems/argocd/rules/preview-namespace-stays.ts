import { type Rule, problem } from '../../../audit';
import { applicationsOf, hasOption } from '../applications';
import { manifests, previews } from './examples';
import { pullRequestsOf } from './pull-request-generators';

const destination = "{ name: previews, namespace: 'pr-{{ .number }}' }";

export const previewNamespaceStays: Rule = {
  id: 'ARG016',
  severity: 'warning',
  title: 'the namespaces of closed pull requests stay',
  why: 'Argo CD makes a namespace with CreateNamespace and never deletes it, nor what others have put into it',
  repair: 'leave CreateNamespace out, and put a Namespace among the manifests that the Application owns',
  reference: 'https://github.com/argoproj/argo-cd/issues/7875',
  good: manifests(previews({ destination })),
  bad: manifests(previews({ destination, policy: 'syncOptions: [CreateNamespace=true]' })),
  check: ({ manifests }) => {
    const sets = new Set(pullRequestsOf(manifests).map(({ manifest }) => manifest.object));
    return applicationsOf(manifests)
      .filter(({ manifest, spec }) => hasOption(spec, 'CreateNamespace=true') && has(sets, manifest.object))
      .map(({ manifest, path }) =>
        problem(
          manifest,
          'each pull request leaves a namespace behind',
          'let the Application own a Namespace',
          `${path}.syncPolicy.syncOptions`,
        ),
      );
  },
};

function has(set: ReadonlySet<object>, one: object): boolean {
  return set.has(one);
}
