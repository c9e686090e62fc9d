import { assemblyOf, checkSchemas } from '../../lib/audit';

const said = (apiVersion: string, kind: string): readonly string[] =>
  checkSchemas(
    assemblyOf({ manifests: `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: one, namespace: shop }\n` }),
  ).findings.map(({ rule }) => rule);

test.each([
  ['networking.istio.io/v1alpha3', 'Gateway', 'SCH003'],
  ['serving.knative.dev/v1', 'Service', 'SCH003'],
  ['autoscaling/v1', 'HorizontalPodAutoscaler', 'SCH003'],
  ['autoscaling/v2beta1', 'HorizontalPodAutoscaler', 'SCH004'],
  ['extensions/v1beta1', 'Ingress', 'SCH004'],
  ['rbac.authorization.k8s.io/v1beta1', 'RoleBinding', 'SCH004'],
])('%s %s is %s', (apiVersion, kind, rule) => {
  expect(said(apiVersion, kind)).toEqual([rule]);
});
