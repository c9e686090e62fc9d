/**
 * Versions that a product serves beside the one whose schema is kept here, by `group/Kind`; `*` is every kind of a group. Of
 * the groups in `crds/` any other version is gone: the CRDs of the releases in `crds/products.json` say so.
 */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  'autoscaling/HorizontalPodAutoscaler': ['v1'],
  'elbv2.k8s.aws/*': ['v1alpha1'],
  'gateway.networking.k8s.io/Gateway': ['v1beta1'],
  'gateway.networking.k8s.io/HTTPRoute': ['v1beta1'],
  'gateway.networking.k8s.io/ReferenceGrant': ['v1beta1'],
  'kyverno.io/*': ['v2beta1'],
  'networking.istio.io/*': ['v1alpha3', 'v1beta1'],
  'policies.kyverno.io/*': ['v1alpha1', 'v1beta1'],
  'tekton.dev/Pipeline': ['v1beta1'],
  'tekton.dev/PipelineRun': ['v1beta1'],
  'tekton.dev/StepAction': ['v1alpha1'],
  'tekton.dev/Task': ['v1beta1'],
  'tekton.dev/TaskRun': ['v1beta1'],
  'triggers.tekton.dev/*': ['v1alpha1'],
};

/** The groups whose versions a rule of their own judges: FLX001 says how the cluster is brought along. */
const JUDGED_ELSEWHERE = /(^|\.)toolkit\.fluxcd\.io$/;

/** Whether a cluster may still serve a version of a kind of which slipway keeps the schema of another. */
export function isStillServed(apiVersion: string, kind: string): boolean {
  const [group = '', version = ''] = apiVersion.split('/');
  if (JUDGED_ELSEWHERE.test(group)) return true;
  return [`${group}/${kind}`, `${group}/*`].some((key) => Object.hasOwn(BESIDE, key) && BESIDE[key]?.includes(version));
}
