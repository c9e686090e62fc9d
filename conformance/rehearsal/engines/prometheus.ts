import { setTimeout as wait } from 'node:timers/promises';
import { stringify } from 'yaml';
import { engineImages } from '../images/engine-images';
import { loaded } from '../images/reference';
import { type Node } from '../node/node';
import { untilAvailable } from './shipped';

const NAMESPACE = 'observability';
const NAME = 'prometheus';
const PORT = 9090;

/** A Prometheus that is ready. */
export interface Monitoring {
  /** Its address for pods. */
  readonly address: string;
  /** Seconds between two looks at a pod. */
  readonly scrapeInterval: number;
}

/**
 * Installs a Prometheus that finds every pod with a port named `metrics` or, where no port has that name, `http`, at
 * `/metrics`. Its series carry the labels `namespace`, `pod`, `service` (from app.kubernetes.io/name) and
 * `rollouts_pod_template_hash`.
 */
export async function installPrometheus(node: Node): Promise<Monitoring> {
  const image = loaded(node, (await engineImages()).prometheus);
  const scrapeInterval = 2;
  await node.apply(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects(image, scrapeInterval) }));
  await untilAvailable(node, NAMESPACE);
  const address = `http://${NAME}.${NAMESPACE}.svc:${String(PORT)}`;
  await untilDiscovering(node);
  return { address, scrapeInterval };
}

/** The samples that a query gives now: labels and value. */
export async function query(
  node: Node,
  expression: string,
): Promise<readonly { readonly metric: Readonly<Record<string, string>>; readonly value: number }[]> {
  const url = `http://${NAME}.${NAMESPACE}.svc.cluster.local:${String(PORT)}/api/v1/query?query=${encodeURIComponent(expression)}`;
  const { status, body } = await node.request({ url });
  if (status !== 200) throw new Error(`${expression}: ${String(status)} ${body}`);
  const { data } = JSON.parse(body) as {
    data: { result: readonly { metric: Record<string, string>; value: readonly [number, string] }[] };
  };
  return data.result.map(({ metric, value: [, value] }) => ({ metric, value: Number(value) }));
}

/** It has looked at a pod, which is its own. */
async function untilDiscovering(node: Node): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const found = await query(node, `up{namespace="${NAMESPACE}"} == 1`).catch(() => []);
    if (found.length > 0) return;
    if (performance.now() > deadline) throw new Error('Prometheus does not even find itself');
    await wait(500);
  }
}

function configuration(scrapeInterval: number): string {
  const label = (name: string) => `__meta_kubernetes_pod_label_${name}`;
  const copy = (from: string, to: string) => ({ source_labels: [from], target_label: to });
  return stringify({
    global: { scrape_interval: `${String(scrapeInterval)}s`, evaluation_interval: `${String(scrapeInterval)}s` },
    scrape_configs: [
      {
        job_name: 'pods',
        kubernetes_sd_configs: [{ role: 'pod' }],
        relabel_configs: [
          { source_labels: ['__meta_kubernetes_pod_container_port_name'], regex: 'metrics|http', action: 'keep' },
          { source_labels: ['__meta_kubernetes_pod_phase'], regex: 'Running', action: 'keep' },
          copy('__meta_kubernetes_namespace', 'namespace'),
          copy('__meta_kubernetes_pod_name', 'pod'),
          copy(label('app_kubernetes_io_name'), 'service'),
          copy(label('rollouts_pod_template_hash'), 'rollouts_pod_template_hash'),
        ],
      },
    ],
  });
}

function objects(image: string, scrapeInterval: number): readonly object[] {
  const metadata = { name: NAME, namespace: NAMESPACE };
  const labels = { 'app.kubernetes.io/name': NAME };
  const rbac = 'rbac.authorization.k8s.io';
  const enforced = { 'pod-security.kubernetes.io/enforce': 'restricted' };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE, labels: enforced } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRole',
      metadata: { name: NAME },
      rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }],
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: NAME },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: NAME },
      subjects: [{ kind: 'ServiceAccount', ...metadata }],
    },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'prometheus.yml': configuration(scrapeInterval) } },
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: labels, ports: [{ name: 'http', port: PORT }] } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: podSpec(image) } },
    },
  ];
}

function podSpec(image: string): object {
  return {
    serviceAccountName: NAME,
    securityContext: { runAsNonRoot: true, fsGroup: 65534, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: NAME,
        image,
        args: ['--config.file=/etc/prometheus/prometheus.yml', '--storage.tsdb.path=/data'],
        ports: [{ name: 'http', containerPort: PORT }],
        readinessProbe: { httpGet: { path: '/-/ready', port: 'http' }, periodSeconds: 1 },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        volumeMounts: [
          { name: 'configuration', mountPath: '/etc/prometheus', readOnly: true },
          { name: 'data', mountPath: '/data' },
        ],
      },
    ],
    volumes: [
      { name: 'configuration', configMap: { name: NAME } },
      { name: 'data', emptyDir: {} },
    ],
  };
}
