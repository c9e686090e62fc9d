import { type Example, type Rule, problem } from '../../../audit';

const example = (name: string): Example => ({
  manifests: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader, namespace: shop }
rules: [{ apiGroups: [''], resources: [configmaps], verbs: [get] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: reader, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: ${name} }
subjects: [{ kind: ServiceAccount, name: api, namespace: shop }]
`,
});

/** Roles that every cluster has. */
const BUILT_IN = /^(cluster-admin|admin|edit|view|system:.*)$/;

export const roleMadeElsewhere: Rule = {
  id: 'KUB070',
  severity: 'advice',
  title: 'a binding gives a role that is not made beside it',
  why: 'the binding is accepted and gives nothing until somebody makes the role; whoever makes it then decides what is given',
  repair: 'make the role here, or mend its name',
  reference: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding',
  good: example('reader'),
  bad: example('raeder'),
  check: ({ manifests }) =>
    [
      ...manifests.of('rbac.authorization.k8s.io/RoleBinding'),
      ...manifests.of('rbac.authorization.k8s.io/ClusterRoleBinding'),
    ].flatMap((binding) => {
      const { kind, name } = binding.object.roleRef;
      const { environment, object } = binding;
      const namespace = kind === 'Role' ? object.metadata.namespace : undefined;
      const key = { environment, name, ...(namespace === undefined ? {} : { namespace }) };
      if (BUILT_IN.test(name) || manifests.tryFindAny(`rbac.authorization.k8s.io/${kind}`, key)) return [];
      return problem(binding, `no ${kind} ${name} is made here`, 'make it here, or mend the name', 'roleRef.name');
    }),
};
