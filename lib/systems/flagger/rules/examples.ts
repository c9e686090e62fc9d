import { toYaml } from '../../../assembly';
import { type Example } from '../../../audit';
import { type AnalysisObject, type CanaryMetric, type CanaryObject } from '../kinds';

/** The objects of a rule's example, as one file; a field that is `undefined` is left out. */
export function example(...objects: readonly object[]): Example {
  return { manifests: toYaml(JSON.parse(JSON.stringify(objects)) as object[]) };
}

/** Any object of the Canary's namespace. */
export function object(apiVersion: string, kind: string, name: string, spec: object): object {
  return { apiVersion, kind, metadata: { name, namespace: 'shop' }, spec };
}

/** A load test, as every Canary of these examples has one. */
export const LOAD = {
  name: 'load',
  url: 'http://flagger-loadtester.test/',
  metadata: { cmd: 'hey -z 1m http://orders-canary.shop/' },
};

/** A Canary of `orders` that is sound; `undefined` takes a field away. */
export function canary(
  analysis: Partial<AnalysisObject>,
  spec: Partial<CanaryObject['spec']> = {},
  name = 'orders',
): object {
  return object('flagger.app/v1beta1', 'Canary', name, {
    provider: 'gatewayapi:v1',
    targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'orders' },
    service: { port: 80, gatewayRefs: [{ name: 'public', namespace: 'gateways' }] },
    analysis: {
      interval: '1m',
      threshold: 5,
      stepWeight: 10,
      maxWeight: 50,
      webhooks: [LOAD],
      metrics: [metric()],
      ...analysis,
    },
    ...spec,
  });
}

/** A check by Flagger's own metric of failures, in percent. */
export function metric(fields: Partial<CanaryMetric> = {}): CanaryMetric {
  return { name: 'request-success-rate', interval: '1m', thresholdRange: { min: 99 }, ...fields };
}

/** The Deployment `orders`. */
export function deployment(spec: object = {}, key = 'app.kubernetes.io/name'): object {
  const labels = { [key]: 'orders' };
  const containers = [{ name: 'orders', image: `ghcr.io/acme/orders@sha256:${'0'.repeat(64)}` }];
  const template = { metadata: { labels }, spec: { containers } };
  return object('apps/v1', 'Deployment', 'orders', { selector: { matchLabels: labels }, template, ...spec });
}

/** The MetricTemplate `error-rate`. */
export function template(query: string): object {
  const provider = { type: 'prometheus', address: 'http://prometheus.observability.svc:9090' };
  return object('flagger.app/v1beta1', 'MetricTemplate', 'error-rate', { provider, query });
}

/** A check by the MetricTemplate `error-rate`. */
export const BY_TEMPLATE = metric({
  name: 'error-rate',
  templateRef: { name: 'error-rate' },
  thresholdRange: { max: 0.01 },
});
