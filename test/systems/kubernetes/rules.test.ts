import { assemblyOf, audit } from '../../../lib/audit';
import { kubernetesRules } from '../../../lib/systems/kubernetes/rules';
import { type Said, testObjectRules } from '../../rule-examples';

/** What each rule says of its bad example: subject, field, message, repair. */
const SAID: Readonly<Record<string, Said>> = {
  KUB001: [
    'Deployment shop/api',
    'spec.template.spec.containers[0].image',
    'image "ghcr.io/acme/api" of container "api" has neither tag nor digest, and no promoter completes it',
    'write "ghcr.io/acme/api@sha256:…", or name the promoter\'s component in the environment\'s Kustomization',
  ],
  KUB002: [
    'CronJob shop/report',
    'spec.jobTemplate.spec.template.spec.containers[0].image',
    'image "ghcr.io/acme/report:v2" of container "report" is named by a tag that can be moved',
    'write "ghcr.io/acme/report:v2@sha256:…"',
  ],
  KUB003: [
    'Pod shop/once',
    'spec.containers[0].image',
    'image "https://ghcr.io/acme/once:v2" of container "once" is no image reference',
    'write registry/path:tag@digest, without a scheme and without upper case in the path',
  ],
  KUB004: [
    'Deployment shop/api',
    'spec.template.spec.containers[0].securityContext.capabilities.drop',
    'namespace "shop" enforces restricted: container "api" must drop the capabilities ["ALL"]',
    'mend it here, or let the namespace enforce less (control capabilities_restricted)',
  ],
  KUB005: [
    'Namespace shop',
    'metadata.labels',
    'the label pod-security.kubernetes.io/enforce is missing',
    'set pod-security.kubernetes.io/enforce to restricted, baseline or privileged',
  ],
  KUB006: [
    'Pod shop/once',
    'spec.containers[0].env[0].value',
    'variable DB_PASSWORD of container "once" has its value here',
    'use valueFrom.secretKeyRef, and change the value',
  ],
  KUB007: [
    'Deployment shop/api',
    'spec.template.spec.containers[0].resources',
    'container "api" has no requests.cpu, no limits.memory',
    'set requests.cpu, limits.memory',
  ],
  KUB008: [
    'Pod shop/once',
    'spec.containers[0].resources.requests.memory',
    'container "once" asks for memory 1Gi, more than its limit of 512Mi',
    'set requests.memory to 512Mi or less',
  ],
  KUB009: [
    'Service shop/api',
    'spec.selector',
    'no pod in its namespace has the labels app.kubernetes.io/name=order-api',
    'select labels that pods have: those of Deployment shop/api are app.kubernetes.io/name=api',
  ],
  KUB010: ['Service shop/api', 'spec.ports[0].targetPort', 'no container has a port named "web"', 'use http'],
  KUB011: [
    'Service shop/api',
    'spec.ports[0].targetPort',
    'port 80 sends to 80, and the containers declare 8080',
    'set targetPort to 8080',
  ],
  KUB012: [
    'Deployment shop/api',
    'spec.template.spec.containers[0]',
    'container "api" gets traffic of Service shop/api and has no readinessProbe',
    'add a readinessProbe',
  ],
  KUB013: [
    'Deployment shop/api',
    'spec.selector',
    'the selector is app.kubernetes.io/name=order-api, the pods have app.kubernetes.io/name=api',
    'give the template the labels of the selector: a selector cannot be changed later',
  ],
  KUB014: [
    'Pod shop/api',
    'spec.containers[0].readinessProbe',
    'readinessProbe of container "api" asks the port "web", which it does not have',
    'use http',
  ],
  KUB015: [
    'Pod shop/api',
    'spec.containers[0].lifecycle.preStop.sleep',
    'it waits 30 s of a grace period of 30 s',
    'set terminationGracePeriodSeconds above 30, by the time that the last requests take',
  ],
  KUB016: [
    'HorizontalPodAutoscaler shop/api',
    'spec.scaleTargetRef',
    'StatefulSet api is not in its namespace',
    'scale Deployment api',
  ],
  KUB017: [
    'HorizontalPodAutoscaler shop/api',
    'spec.metrics[0].resource',
    'container "api" of Deployment api requests no cpu',
    'set resources.requests.cpu of the container',
  ],
  KUB018: [
    'HorizontalPodAutoscaler shop/api',
    'spec.minReplicas',
    'minReplicas 20 is above maxReplicas 10',
    'swap them, or raise maxReplicas',
  ],
  KUB019: [
    'Deployment shop/api',
    'spec.replicas',
    'it says 3 replicas, and HorizontalPodAutoscaler shop/api scales it',
    'remove spec.replicas',
  ],
  KUB020: [
    'PodDisruptionBudget shop/api',
    'spec.selector',
    'no pod in its namespace has the labels app.kubernetes.io/name=order-api',
    'select labels that pods have: those of Deployment shop/api are app.kubernetes.io/name=api',
  ],
  KUB021: [
    'PodDisruptionBudget shop/api',
    'spec',
    'minAvailable 2 of 2 replicas lets no pod go',
    'set maxUnavailable to 1 or to 25%',
  ],
  KUB022: [
    'NetworkPolicy shop/api',
    'spec.podSelector',
    'no pod in its namespace has the labels app.kubernetes.io/name=order-api',
    'select labels that pods have: those of Deployment shop/api are app.kubernetes.io/name=api',
  ],
  KUB023: [
    'Pod shop/once',
    'spec.serviceAccountName',
    'ServiceAccount shop/app is not there',
    'make ServiceAccount shop/app, or mend the name',
  ],
  KUB024: [
    'Pod shop/once',
    'spec.containers[0].env[0].valueFrom.configMapKeyRef.key',
    'ConfigMap shop/api has no key "logLevel"',
    'use log-level',
  ],
  KUB025: [
    'Pod shop/once',
    'spec.containers[0].env[0].valueFrom.secretKeyRef',
    'Secret shop/db is made elsewhere',
    'make sure that it is there before the pods',
  ],
  KUB026: [
    'ServiceAccount shpo/api',
    'metadata.namespace',
    'namespace "shpo" is not among those made here: shop',
    'make it here, or mend the name',
  ],
  KUB027: [
    'ServiceAccount shop/api',
    'metadata.name',
    'it is made twice: first by example.yaml:2',
    'rename it, or make it only once',
  ],
  KUB028: [
    'Service shop/order_api',
    'metadata.name',
    '"order_api" is no name for a Service',
    'use up to 63 lower-case letters, digits and "-", beginning with a letter',
  ],
  KUB029: ['ServiceAccount api', 'metadata.namespace', 'it names no namespace', 'set metadata.namespace'],
  KUB030: [
    'Kustomization example',
    'resources[0]',
    'example.yml is not there',
    'write or rename the file, or remove it',
  ],
  KUB031: [
    'ServiceAccount shop/api',
    undefined,
    'example.yaml is not applied',
    'name it among the resources of the Kustomization beside it',
  ],
  KUB032: [
    'Deployment shop/worker',
    'spec.selector',
    'its selector, app.kubernetes.io/name=api, also selects the pods of Deployment shop/api',
    'give the two labels that tell them apart, in selector and template',
  ],
  KUB050: ['Service shop/api', 'spec.ports', 'it has no ports', 'add the port that callers use'],
  KUB051: [
    'Pod shop/once',
    'spec.containers[0].image',
    '"111122223" is no AWS account: it has 9 digits',
    'write the 12 digits of the account',
  ],
  KUB052: ['Job shop/report', 'spec.backoffLimit', 'it is tried six times more when it fails', 'set backoffLimit'],
  KUB053: [
    'Job shop/report',
    'spec.ttlSecondsAfterFinished',
    'nobody removes it when it has ended',
    'set ttlSecondsAfterFinished',
  ],
  KUB070: ['RoleBinding shop/reader', 'roleRef.name', 'no Role raeder is made here', 'make it here, or mend the name'],
  KUB071: ['Role shop/reader', 'rules[0].verbs', 'a rule allows all verbs', 'name the verbs that are used'],
  KUB072: [
    'NetworkPolicy shop/api',
    'spec.ingress[0].ports[0].port',
    'it opens 80, and the containers of its pods declare 8080',
    'open 8080',
  ],
  KUB073: ['NetworkPolicy shop/api', 'spec.ingress[0]', 'a rule without from and ports lets everybody in', 'name both'],
  KUB074: [
    'Deployment shop/api',
    'spec.template.spec.topologySpreadConstraints[0].labelSelector',
    'it counts the pods with app=web, and its own have other labels',
    'select the labels of the pod template',
  ],
  KUB075: [
    'Pod shop/api',
    'spec.automountServiceAccountToken',
    'it mounts the token of "api", and no binding here gives that any right',
    'set automountServiceAccountToken to false',
  ],
  KUB076: [
    'Deployment shop/api',
    'spec.template.spec.containers[0]',
    'container "api" gets traffic of Service shop/api and does not wait before it stops',
    'add lifecycle.preStop with a sleep of some seconds',
  ],
  KUB077: ['Deployment shop/api', 'spec.replicas', 'PodDisruptionBudget api guards its only replica', 'run two'],
};

testObjectRules(kubernetesRules, SAID);

test('has ids that rise', () => {
  const ids = kubernetesRules.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(ids.filter((id) => !/^KUB\d{3}$/.test(id))).toEqual([]);
});

test('all of them together find nothing in an empty assembly', () => {
  expect(audit(assemblyOf({}), kubernetesRules).findings).toEqual([]);
});
