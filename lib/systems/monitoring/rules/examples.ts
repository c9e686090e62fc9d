import { toYaml } from '../../../assembly';
import { type Example } from '../../../audit';
import { type Endpoint, type RuleObject } from '../kinds';

/** The objects of a rule's example, as one file; a field that is `undefined` is left out. */
export function example(...objects: readonly object[]): Example {
  return { manifests: toYaml(JSON.parse(JSON.stringify(objects)) as object[]) };
}

/** A PrometheusRule with one group. */
export function prometheusRule(...rules: readonly RuleObject[]): object {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'delivery', namespace: 'observability', labels: { release: 'prometheus' } },
    spec: { groups: [{ name: 'delivery', rules }] },
  };
}

/** An example of one rule. */
export function ruled(rule: RuleObject): Example {
  return example(prometheusRule(rule));
}

/** An alert that is sound; `undefined` takes a field away. */
export function alert(expr: string, fields: Partial<RuleObject> = {}): RuleObject {
  return {
    alert: 'Trouble',
    expr,
    for: '5m',
    labels: { severity: 'warning' },
    annotations: { summary: 'there is trouble' },
    ...fields,
  };
}

/** A Prometheus that loads the rules with some labels. */
export function prometheus(matchLabels: Readonly<Record<string, string>>): object {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Prometheus',
    metadata: { name: 'prometheus', namespace: 'observability' },
    spec: { ruleSelector: { matchLabels }, ruleNamespaceSelector: {} },
  };
}

const LABELS = { app: 'orders' };

/** A ServiceMonitor of the Service `orders`. */
export function serviceMonitor(
  endpoint: Endpoint,
  matchLabels: Readonly<Record<string, string>> = LABELS,
  name = 'orders',
): object {
  return monitor('ServiceMonitor', name, { selector: { matchLabels }, endpoints: [endpoint] });
}

/** A PodMonitor of the pods of `orders`. */
export function podMonitor(endpoint: Endpoint, spec: object = {}): object {
  return monitor('PodMonitor', 'orders', {
    selector: { matchLabels: LABELS },
    podMetricsEndpoints: [endpoint],
    ...spec,
  });
}

function monitor(kind: string, name: string, spec: object): object {
  return { apiVersion: 'monitoring.coreos.com/v1', kind, metadata: { name, namespace: 'shop' }, spec };
}

/** The Service `orders`. */
export const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'orders', namespace: 'shop', labels: LABELS },
  spec: { selector: LABELS, ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
};

/** The Rollout `orders`, with the port `http`. */
export const ROLLOUT = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata: { name: 'orders', namespace: 'shop' },
  spec: {
    selector: { matchLabels: LABELS },
    strategy: { canary: {} },
    template: {
      metadata: { labels: LABELS },
      spec: {
        containers: [
          {
            name: 'orders',
            image: `ghcr.io/acme/orders@sha256:${'0'.repeat(64)}`,
            ports: [{ name: 'http', containerPort: 8080 }],
          },
        ],
      },
    },
  },
};

/** An AnalysisTemplate whose query tells the versions apart by their hash. */
export const ANALYSIS = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AnalysisTemplate',
  metadata: { name: 'requests', namespace: 'shop' },
  spec: {
    args: [{ name: 'hash' }],
    metrics: [
      {
        name: 'requests',
        count: 1,
        successCondition: 'len(result) > 0 && result[0] > 1',
        provider: {
          prometheus: {
            address: 'http://prometheus.observability.svc:9090',
            query: 'sum(rate(http_requests_total{rollouts_pod_template_hash="{{args.hash}}"}[2m]))',
          },
        },
      },
    ],
  },
};
