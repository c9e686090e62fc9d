import { toYaml } from '../../../assembly';
import { type Example } from '../../../audit';
import { type BlueGreenStrategy, type CanaryStrategy, type MetricObject, type RolloutObject } from '../kinds';

/** The objects of a rule's example, as one file; a field that is `undefined` is left out. */
export function example(...objects: readonly object[]): Example {
  return { manifests: toYaml(JSON.parse(JSON.stringify(objects)) as object[]) };
}

const NAMESPACE = 'shop';
const LABELS = { app: 'orders' };

/** A Rollout with a canary. */
export function canary(strategy: CanaryStrategy, spec: Partial<RolloutObject['spec']> = {}): object {
  return rollout({ strategy: { canary: strategy }, ...spec });
}

/** A Rollout with a blue-green switch. */
export function blueGreen(strategy: Partial<BlueGreenStrategy>, spec: Partial<RolloutObject['spec']> = {}): object {
  const services = { activeService: 'orders-active', previewService: 'orders-preview' };
  return rollout({ strategy: { blueGreen: { ...services, ...strategy } }, ...spec });
}

/** A Rollout. */
export function rollout(spec: Partial<RolloutObject['spec']>): object {
  const containers = [{ name: 'orders', image: `ghcr.io/acme/orders@sha256:${'0'.repeat(64)}` }];
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'orders', namespace: NAMESPACE },
    spec: {
      replicas: 10,
      selector: { matchLabels: LABELS },
      template: { metadata: { labels: LABELS }, spec: { containers } },
      ...spec,
    },
  };
}

/** A step or place that runs the template called `error-rate`, with the new version's hash. */
export const ERROR_RATE = {
  templates: [{ templateName: 'error-rate' }],
  args: [{ name: 'hash', valueFrom: { podTemplateHashValue: 'Latest' } }],
};

const REQUESTS = 'http_requests_total{rollouts_pod_template_hash="{{args.hash}}"';

/** A query that is never NaN, and always tells the versions apart. */
export const QUERY = `(sum(rate(${REQUESTS},status=~"5.."}[2m])) or vector(0)) / sum(rate(${REQUESTS}}[2m])) and on() (sum(rate(${REQUESTS}}[2m])) > 1)`;

/** A metric that is sound; `undefined` takes a field away. */
export function metric(fields: Partial<MetricObject> = {}): MetricObject {
  return {
    name: 'error-rate',
    interval: '30s',
    count: 3,
    successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] < 0.01',
    failureCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.01',
    inconclusiveLimit: 2,
    ...prometheus(QUERY),
    ...fields,
  };
}

/** The provider of a metric that asks a query. */
export function prometheus(query: string): Pick<MetricObject, 'provider'> {
  return { provider: { prometheus: { address: 'http://prometheus.observability.svc:9090', query } } };
}

/** The AnalysisTemplate `error-rate` with its argument `hash`. */
export function template(metrics: readonly MetricObject[], spec: object = { args: [{ name: 'hash' }] }): object {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: { name: 'error-rate', namespace: NAMESPACE },
    spec: { ...spec, metrics },
  };
}

/** A Service with the Rollout's labels. */
export function service(name: string, spec: object = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: NAMESPACE },
    spec: { selector: LABELS, ports: [{ name: 'http', port: 80, targetPort: 8080 }], ...spec },
  };
}

/** Any other object of the Rollout's namespace. */
export function object(apiVersion: string, kind: string, name: string, spec: object): object {
  return { apiVersion, kind, metadata: { name, namespace: NAMESPACE }, spec };
}

/** The names of both Services of a canary. */
export const SERVICES = { stableService: 'orders-stable', canaryService: 'orders-canary' };

/** A weight that is held. */
export const HELD = [{ setWeight: 20 }, { pause: { duration: '5m' } }];

/** A weight that is held and judged by the template `error-rate`. */
export const JUDGED = [...HELD, { analysis: ERROR_RATE }];

/** The pods of a test Job. */
export const SMOKE = {
  spec: {
    restartPolicy: 'Never',
    containers: [{ name: 'smoke', image: `ghcr.io/acme/smoke@sha256:${'0'.repeat(64)}` }],
  },
};

/** The template `error-rate` with a metric that such a Job gives. */
export function smokeTest(spec: object): object {
  const nothing = {
    interval: undefined,
    successCondition: undefined,
    failureCondition: undefined,
    inconclusiveLimit: undefined,
  };
  return template([metric({ name: 'smoke', count: 1, ...nothing, provider: { job: { spec } } })], {});
}
