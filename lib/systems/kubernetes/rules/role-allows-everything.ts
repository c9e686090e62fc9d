import { type Example, type Rule, problem } from '../../../audit';

const example = (verbs: string): Example => ({
  manifests: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader, namespace: shop }
rules: [{ apiGroups: [''], resources: [configmaps], verbs: [${verbs}] }]
`,
});

export const roleAllowsEverything: Rule = {
  id: 'KUB071',
  severity: 'warning',
  title: 'a role allows every verb or every resource',
  why: 'it also allows what is added later, and escalate, bind or impersonate: whoever has it can take more than was meant',
  repair: 'name the verbs and resources that are used',
  reference: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#wildcard-and-escalation',
  good: example('get'),
  bad: example("'*'"),
  check: ({ manifests }) =>
    [
      ...manifests.of('rbac.authorization.k8s.io/Role'),
      ...manifests.of('rbac.authorization.k8s.io/ClusterRole'),
    ].flatMap((role) =>
      (role.object.rules ?? []).flatMap((rule, i) =>
        (['verbs', 'resources'] as const)
          .filter((field) => rule[field]?.includes('*'))
          .map((field) =>
            problem(role, `a rule allows all ${field}`, `name the ${field} that are used`, `rules[${i}].${field}`),
          ),
      ),
    ),
};
