import { kubernetesRules } from '../../../lib/systems/kubernetes/rules';
import { messagesOf } from '../../rule-examples';

const said = (id: string, manifests: string): readonly string[] => messagesOf(kubernetesRules, id, { manifests });

const POD = (fields: string): string => `
apiVersion: v1
kind: Pod
metadata: { name: api, namespace: shop }
spec: { ${fields} containers: [{ name: api, image: ghcr.io/acme/api:v2 }] }
`;
const BINDING = (subject: string): string => `---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: reader, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }
subjects: [${subject}]
`;

describe('KUB075, tokens', () => {
  const mounting = POD('automountServiceAccountToken: true, serviceAccountName: api,');

  test.each([
    '{ kind: ServiceAccount, name: api, namespace: shop }',
    '{ kind: Group, apiGroup: rbac.authorization.k8s.io, name: system:serviceaccounts }',
  ])('serve an account that is bound by %s', (subject) => {
    expect(said('KUB075', mounting + BINDING(subject))).toEqual([]);
  });

  test('serve nobody where another account is bound', () => {
    expect(said('KUB075', mounting + BINDING('{ kind: ServiceAccount, name: web, namespace: shop }'))).toEqual([
      'it mounts the token of "api", and no binding here gives that any right',
    ]);
  });

  test('are nobody’s wish where nothing is said', () => {
    expect(said('KUB075', POD(''))).toEqual([]);
  });
});

test('KUB077 lets an autoscaler decide', () => {
  const [rule] = kubernetesRules.filter(({ id }) => id === 'KUB077');
  const scaler = `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: api, namespace: shop }
spec: { maxReplicas: 4, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api } }
`;
  expect(said('KUB077', (rule?.bad.manifests ?? '') + scaler)).toEqual([]);
});
