import { type Operator, inObjects, misspelt, plus, remove, replaced, to, withoutObjects } from '../operator';

const POD = 'spec.template.spec';
const CONTAINER = `${POD}.containers.*`;

const pods: readonly Operator[] = [
  inObjects('drop a field of the security context of a pod', 'Rollout Deployment', `${POD}.securityContext.*`, remove),
  inObjects(
    'drop a field of the security context of a container',
    'Rollout Deployment',
    `${CONTAINER}.securityContext.*`,
    remove,
  ),
  inObjects(
    'give capabilities back',
    'Rollout Deployment',
    `${CONTAINER}.securityContext.capabilities`,
    to({ add: ['NET_ADMIN'] }),
  ),
  inObjects('run as root', 'Rollout Deployment', `${POD}.securityContext`, plus({ runAsNonRoot: false, runAsUser: 0 })),
  inObjects('share the network of the node', 'Rollout Deployment', POD, plus({ hostNetwork: true })),
  inObjects('mount the token of the account', 'Rollout Deployment', `${POD}.automountServiceAccountToken`, to(true)),
  inObjects('drop the requests or the limits', 'Rollout Deployment', `${CONTAINER}.resources.*`, remove),
  inObjects('drop one request or limit', 'Rollout Deployment', `${CONTAINER}.resources.*.*`, remove),
  inObjects(
    'run the newest image, whichever it is',
    'Rollout Deployment',
    `${CONTAINER}.image`,
    replaced(/$/, ':latest'),
  ),
  inObjects('run another image', 'Rollout Deployment', `${CONTAINER}.image`, replaced('order-service', 'orders')),
  inObjects('run as an account that is not there', 'Rollout Deployment', `${POD}.serviceAccountName`, misspelt),
  inObjects('drop the readiness probe', 'Rollout Deployment', `${CONTAINER}.readinessProbe`, remove),
  inObjects(
    'probe a port that is not there',
    'Rollout Deployment',
    `${CONTAINER}.readinessProbe.httpGet.port`,
    to('web'),
  ),
  inObjects('drop the wait before the stop', 'Rollout Deployment', `${CONTAINER}.lifecycle`, remove),
  inObjects('end before the wait is over', 'Rollout Deployment', `${POD}.terminationGracePeriodSeconds`, to(5)),
  inObjects('drop a spread constraint', 'Rollout Deployment', `${POD}.topologySpreadConstraints.*`, remove),
  inObjects(
    'spread over pods of another label',
    'Rollout Deployment',
    `${POD}.topologySpreadConstraints.*.labelSelector.matchLabels.*`,
    misspelt,
  ),
  inObjects('select pods by another label', 'Rollout Deployment', 'spec.selector.matchLabels.*', misspelt),
  inObjects('label the pods otherwise', 'Rollout Deployment', 'spec.template.metadata.labels.*', misspelt),
  inObjects('rename a port of a container', 'Rollout Deployment', `${CONTAINER}.ports.*.name`, misspelt),
  inObjects('run one replica', 'Rollout Deployment', 'spec.replicas', to(1)),
];

const around: readonly Operator[] = [
  inObjects('send a Service to another port', 'Service', 'spec.ports.*.targetPort', to('web')),
  inObjects('change the port of a Service', 'Service', 'spec.ports.*.port', to(81)),
  inObjects('select other pods by a Service', 'Service', 'spec.selector.*', misspelt),
  inObjects('scale an object that is not there', 'HorizontalPodAutoscaler', 'spec.scaleTargetRef.name', misspelt),
  inObjects('let the autoscaler begin above its end', 'HorizontalPodAutoscaler', 'spec.maxReplicas', to(3)),
  inObjects('allow no disruption at all', 'PodDisruptionBudget', 'spec.maxUnavailable', to(0)),
  inObjects('guard other pods from disruption', 'PodDisruptionBudget', 'spec.selector.matchLabels.*', misspelt),
  inObjects('guard other pods by a NetworkPolicy', 'NetworkPolicy', 'spec.podSelector.matchLabels.*', misspelt),
  inObjects('open another port by a NetworkPolicy', 'NetworkPolicy', 'spec.ingress.*.ports.*.port', to(9090)),
  inObjects('drop whom a NetworkPolicy lets in', 'NetworkPolicy', 'spec.ingress.*', remove),
  inObjects('open a NetworkPolicy to everybody', 'NetworkPolicy', 'spec.ingress.*', to({})),
  inObjects(
    'let in a namespace that does not exist',
    'NetworkPolicy',
    'spec.ingress.*.from.*.namespaceSelector.matchExpressions.*.values.*',
    misspelt,
  ),
  inObjects('route to a Service that is not there', 'HTTPRoute', 'spec.rules.*.backendRefs.*.name', misspelt),
  inObjects('route to a port that is not there', 'HTTPRoute', 'spec.rules.*.backendRefs.*.port', to(81)),
  inObjects('drop a backend of a route', 'HTTPRoute', 'spec.rules.*.backendRefs.*', remove),
  inObjects('name a gateway that is not there', 'HTTPRoute', 'spec.parentRefs.*.name', misspelt),
  inObjects('scrape other pods', 'PodMonitor', 'spec.selector.matchLabels.*', misspelt),
  inObjects('scrape a port that is not there', 'PodMonitor', 'spec.podMetricsEndpoints.*.port', misspelt),
  inObjects('drop the label that tells versions apart', 'PodMonitor', 'spec.podTargetLabels.*', remove),
  inObjects('drop a label of a Namespace', 'Namespace', 'metadata.labels.*', remove),
  inObjects(
    'admit privileged pods',
    'Namespace',
    'metadata.labels.[pod-security.kubernetes.io/enforce]',
    to('privileged'),
  ),
  inObjects('apply a file that is not there', 'Kustomization', 'resources.*', misspelt),
  inObjects('leave out a file', 'Kustomization', 'resources.*', remove),
  inObjects('read another folder', 'Kustomization', 'components.*', misspelt),
  inObjects('leave out the folder that the promoter writes', 'Kustomization', 'components', remove),
];

const ROLES = 'Role ClusterRole';
const BINDINGS = 'RoleBinding ClusterRoleBinding';

const everywhere: readonly Operator[] = [
  inObjects('drop a verb of a role', ROLES, 'rules.*.verbs.*', remove),
  inObjects('drop a resource of a role', ROLES, 'rules.*.resources.*', remove),
  inObjects('allow every verb', ROLES, 'rules.*.verbs', to(['*'])),
  inObjects('allow every resource', ROLES, 'rules.*.resources', to(['*'])),
  inObjects('bind a role that is not there', BINDINGS, 'roleRef.name', misspelt),
  inObjects('bind an account that is not there', BINDINGS, 'subjects.*.name', misspelt),
  inObjects('bind an account of another namespace', BINDINGS, 'subjects.*.namespace', misspelt),
  withoutObjects('leave out a role', ROLES),
  withoutObjects('leave out a binding', BINDINGS),
  withoutObjects('leave out a ServiceAccount', 'ServiceAccount'),
  withoutObjects('leave out a Service', 'Service'),
  withoutObjects('leave out a Namespace', 'Namespace'),
  withoutObjects('leave out a route', 'HTTPRoute'),
  withoutObjects('leave out what scrapes', 'PodMonitor'),
  withoutObjects('leave out a guard of pods', 'PodDisruptionBudget NetworkPolicy HorizontalPodAutoscaler'),
  inObjects(
    'move an object to another namespace',
    `ServiceAccount Service Rollout AnalysisTemplate HTTPRoute Task Pipeline TriggerBinding TriggerTemplate EventListener HorizontalPodAutoscaler PodDisruptionBudget NetworkPolicy PodMonitor ${BINDINGS} Role`,
    'metadata.namespace',
    misspelt,
  ),
  inObjects(
    'drop the namespace of an object',
    'ServiceAccount Service Rollout AnalysisTemplate HTTPRoute Task Pipeline EventListener HorizontalPodAutoscaler',
    'metadata.namespace',
    remove,
  ),
  inObjects(
    'misspell a field',
    'Rollout Service Task Pipeline EventListener ImageValidatingPolicy HTTPRoute',
    'spec',
    (value) => {
      const [[key, inner] = ['', undefined], ...others] = Object.entries(value as object);
      return Object.fromEntries([[`${key}s`, inner], ...others]);
    },
  ),
  inObjects(
    'write a version that is not served',
    'Rollout Task Pipeline ImageValidatingPolicy HTTPRoute',
    'apiVersion',
    replaced(/\/v.*/, '/v0'),
  ),
];

/** Faults in what runs, and in what stands around it. */
export const kubernetes: readonly Operator[] = [...pods, ...around, ...everywhere];
