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
  ['networking.istio.io/v1beta1', 'DestinationRule', 'SCH003'],
  ['gateway.networking.k8s.io/v1beta1', 'HTTPRoute', 'SCH003'],
  ['gateway.networking.k8s.io/v1alpha2', 'HTTPRoute', 'SCH004'],
  ['gateway.networking.k8s.io/v1alpha2', 'GRPCRoute', 'SCH004'],
  ['tekton.dev/v1beta1', 'Task', 'SCH003'],
  ['tekton.dev/v1alpha1', 'Task', 'SCH004'],
  ['triggers.tekton.dev/v1alpha1', 'TriggerTemplate', 'SCH003'],
  ['policies.kyverno.io/v1alpha1', 'ImageValidatingPolicy', 'SCH003'],
  ['kyverno.io/v1alpha2', 'ClusterPolicy', 'SCH004'],
  ['argoproj.io/v1', 'Application', 'SCH004'],
  ['argoproj.io/v1beta1', 'Rollout', 'SCH004'],
  ['kargo.akuity.io/v1beta1', 'Stage', 'SCH004'],
  ['promoter.argoproj.io/v1', 'PromotionStrategy', 'SCH004'],
  ['argocd-image-updater.argoproj.io/v1', 'ImageUpdater', 'SCH004'],
  ['external-secrets.io/v1beta1', 'ExternalSecret', 'SCH004'],
  ['external-secrets.io/v1alpha1', 'SecretStore', 'SCH004'],
  ['flagger.app/v1alpha3', 'Canary', 'SCH004'],
  ['monitoring.coreos.com/v1beta1', 'PrometheusRule', 'SCH004'],
  ['bitnami.com/v1', 'SealedSecret', 'SCH004'],
  ['image.toolkit.fluxcd.io/v1beta2', 'ImagePolicy', 'SCH003'],
])('%s %s is %s', (apiVersion, kind, rule) => {
  expect(said(apiVersion, kind)).toEqual([rule]);
});
