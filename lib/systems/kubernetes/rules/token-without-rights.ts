import { type Manifests, readOnce } from '../../../assembly';
import { type Example, type Rule, problem } from '../../../audit';
import { podsOf } from '../pods';

const example = (mounts: boolean): Example => ({
  manifests: `
apiVersion: v1
kind: Pod
metadata: { name: api, namespace: shop }
spec:
  serviceAccountName: api
  automountServiceAccountToken: ${String(mounts)}
  containers: [{ name: api, image: ghcr.io/acme/api:v2 }]
`,
});

/** Silent where the pod leaves it to its account: there nobody has asked for the token. */
export const tokenWithoutRights: Rule = {
  id: 'KUB075',
  severity: 'advice',
  title: 'a pod asks for the token of an account that has no rights in the cluster',
  why: 'whoever gets into the container holds a name that the API server knows, for rights that somebody may grant one day',
  repair: 'set automountServiceAccountToken to false; a token for another audience is mounted by a projected volume',
  reference:
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting',
  good: example(false),
  bad: example(true),
  check: ({ manifests }) => {
    const bound = accountsBound(manifests);
    return podsOf(manifests)
      .all.filter(({ spec }) => spec.automountServiceAccountToken === true)
      .flatMap(({ manifest, environment, namespace, spec, path }) => {
        const account = spec.serviceAccountName ?? 'default';
        if (bound.has(`${environment}\n${namespace}/${account}`) || bound.has(`${environment}\n*`)) return [];
        return problem(
          manifest,
          `it mounts the token of "${account}", and no binding here gives that any right`,
          'set automountServiceAccountToken to false',
          `${path}.automountServiceAccountToken`,
        );
      });
  },
};

/** Accounts with rights; `*` where a binding is for all accounts of a group. */
const accountsBound = readOnce((manifests: Manifests): ReadonlySet<string> => {
  const bindings = [
    ...manifests.of('rbac.authorization.k8s.io/RoleBinding'),
    ...manifests.of('rbac.authorization.k8s.io/ClusterRoleBinding'),
  ];
  return new Set(
    bindings.flatMap(({ environment, object }) =>
      (object.subjects ?? []).map(({ kind, name, namespace = object.metadata.namespace ?? '' }) =>
        kind === 'ServiceAccount' ? `${environment}\n${namespace}/${name}` : `${environment}\n*`,
      ),
    ),
  );
});
