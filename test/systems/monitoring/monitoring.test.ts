import { type Chart, Testing } from 'cdk8s';
import { Manifests, toYaml } from '../../../lib/assembly';
import { assemblyOf } from '../../../lib/audit';
import { Prometheus } from '../../../lib/metrics';
import { Duration } from '../../../lib/model';
import { allRules } from '../../../lib/rules';
import {
  Alert,
  argoCdAlerts,
  Controller,
  ControllerMonitor,
  Dashboard,
  DeliveryDashboard,
  doraNames,
  doraRules,
  errorBudgetAlerts,
  Panel,
  pipelineAlerts,
  PodMonitor,
  PrometheusRules,
  Recording,
  rolloutAlerts,
  RolloutStateMetrics,
  RuleGroup,
} from '../../../lib/systems/monitoring';
import { countedEvents } from '../../../lib/systems/monitoring/counted-events';
import { ALERT } from './alert';
import { chart, runbooks, service } from './chart';

const synth = (scope: Chart): object[] => Testing.synth(scope) as object[];

const panel = (expr: string, title: string): Panel => Panel.number({ title, queries: [{ expr }], unit: 'short' });

test('renders an alert and a recording', () => {
  const scope = chart();
  const recording = new Recording({ name: 'job:up:sum', expr: 'sum by (job) (up)', labels: { team: 'shop' } });
  new PrometheusRules(scope, 'rules', {
    name: 'orders',
    labels: { release: 'prometheus' },
    groups: [
      new RuleGroup({
        name: 'orders',
        interval: Duration.minutes(1),
        rules: [recording, new Alert({ ...ALERT, description: 'since the last release', labels: { team: 'shop' } })],
      }),
    ],
  });
  expect(synth(scope)).toEqual([
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: 'orders', namespace: 'observability', labels: { release: 'prometheus' } },
      spec: {
        groups: [
          {
            name: 'orders',
            interval: '1m',
            rules: [
              { record: 'job:up:sum', expr: 'sum by (job) (up)', labels: { team: 'shop' } },
              {
                alert: 'OrdersFail',
                expr: 'sum by (pod) (rate(failed_total[5m])) > 1',
                for: '1d',
                labels: { severity: 'warning', team: 'shop' },
                annotations: {
                  summary: '{{ $labels.pod }} fails',
                  description: 'since the last release',
                  runbook_url: 'https://runbooks.acme.dev/OrdersFail',
                },
              },
            ],
          },
        ],
      },
    },
  ]);
});

test('monitors pods with their hash, and a controller with its own labels', () => {
  const scope = chart();
  const selector = { app: 'orders' };
  new PodMonitor(scope, 'pods', { name: 'orders', selector, port: 'http', podLabels: ['rollouts-pod-template-hash'] });
  new ControllerMonitor(scope, 'rollouts', { controller: Controller.argoRollouts(), interval: Duration.seconds(30) });
  expect(synth(scope)).toEqual([
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: { name: 'orders', namespace: 'observability' },
      spec: {
        selector: { matchLabels: selector },
        podTargetLabels: ['rollouts-pod-template-hash'],
        podMetricsEndpoints: [{ port: 'http', path: '/metrics' }],
      },
    },
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name: 'argo-rollouts', namespace: 'observability' },
      spec: {
        selector: { matchLabels: { 'app.kubernetes.io/name': 'argo-rollouts-metrics' } },
        namespaceSelector: { matchNames: ['argo-rollouts'] },
        endpoints: [{ port: 'metrics', path: '/metrics', interval: '30s', honorLabels: true }],
      },
    },
  ]);
});

test('lays panels out from left to right, and asks through one data source', () => {
  const scope = chart();
  const panels = ['a', 'b', 'c', 'd', 'e'].map((title) => panel('sum(rate(x{app="$app"}[$__rate_interval]))', title));
  const lines = Panel.lines({
    title: 'f',
    queries: [{ expr: 'up', legend: '{{job}}' }],
    unit: 's',
    description: 'why',
  });
  const variables = [{ name: 'app', label: 'app', metric: 'x' }];
  new Dashboard(scope, 'board', { name: 'orders', title: 'Orders', panels: [...panels, lines], variables });
  const [map] = synth(scope) as [{ metadata: object; data: Record<string, string> }];
  const board = JSON.parse(map.data['orders.json'] ?? '') as { panels: { gridPos: object }[]; uid: string };
  const datasource = { type: 'prometheus', uid: '${datasource}' };
  expect(map.metadata).toEqual({ name: 'orders', namespace: 'observability', labels: { grafana_dashboard: '1' } });
  expect(board.panels.map(({ gridPos }) => gridPos)).toEqual([
    { x: 0, y: 0, w: 6, h: 4 },
    { x: 6, y: 0, w: 6, h: 4 },
    { x: 12, y: 0, w: 6, h: 4 },
    { x: 18, y: 0, w: 6, h: 4 },
    { x: 0, y: 4, w: 6, h: 4 },
    { x: 6, y: 4, w: 12, h: 8 },
  ]);
  expect(board.panels[5]).toEqual({
    id: 6,
    type: 'timeseries',
    title: 'f',
    description: 'why',
    datasource,
    gridPos: { x: 6, y: 4, w: 12, h: 8 },
    fieldConfig: { defaults: { unit: 's' }, overrides: [] },
    targets: [{ refId: 'A', datasource, expr: 'up', legendFormat: '{{job}}' }],
  });
});

test('its own alerts, figures and dashboard have no findings', () => {
  const scope = chart();
  new PrometheusRules(scope, 'rules', {
    name: 'delivery',
    groups: [
      pipelineAlerts({ runbooks }),
      rolloutAlerts({ runbooks, namespaces: ['shop', 'pay'] }),
      argoCdAlerts({ runbooks }),
      errorBudgetAlerts({ runbooks, service, objective: 0.999 }),
      doraRules({ countsAborts: false }),
    ],
  });
  new DeliveryDashboard(scope, 'board', { name: 'delivery' });
  new RolloutStateMetrics(scope, 'states', {
    name: 'rollout-states',
    reader: { name: 'ksm', namespace: 'monitoring' },
  });
  for (const controller of [Controller.tekton(), Controller.argoRollouts(), Controller.argoCd()]) {
    new ControllerMonitor(scope, controller.name, { controller });
  }
  const assembly = assemblyOf({ manifests: toYaml(synth(scope)) });
  expect(assembly.manifests).toBeInstanceOf(Manifests);
  expect(allRules.flatMap((rule) => rule.check(assembly).map(({ message }) => `${rule.id} ${message}`))).toEqual([]);
});

test('every rule of a group has its page', () => {
  const alerts = [pipelineAlerts({ runbooks }), rolloutAlerts({ runbooks }), argoCdAlerts({ runbooks })].flatMap(
    (one) => one.alerts,
  );
  expect(alerts.map(({ name }) => runbooks.of(name))).toEqual(
    alerts.map((alert) => (alert._render() as { annotations: { runbook_url: string } }).annotations.runbook_url),
  );
});

test('an error budget asks the metrics that the gates ask', () => {
  const from = Prometheus.at('http://prometheus:9090', { requests: 'calls_total', status: 'code', namespace: false });
  const [ratio] = errorBudgetAlerts({ runbooks, service, objective: 0.99, from, job: 'orders' }).rules;
  expect(ratio?._render()).toEqual({
    record: 'service:request_errors:ratio_rate5m',
    expr: '(sum(rate(calls_total{job="orders",code=~"5.."}[5m])) or vector(0))\n/ sum(rate(calls_total{job="orders"}[5m]))',
    labels: service,
  });
});

test('counts events as whole numbers, the first included', () => {
  expect(countedEvents('x', Duration.days(1))).toBe(
    '(changes(x[1d]) + ((min_over_time(x[1d]) > 0) unless x offset 1d) ^ 0 or changes(x[1d]))',
  );
  expect(doraNames(Duration.days(7))).toEqual({
    deployments: 'dora:deployments:count1d',
    leadTime: 'dora:lead_time_seconds:p50_7d',
    changeFailureRate: 'dora:change_failure_rate:ratio_7d',
    timeToRestore: 'dora:time_to_restore_seconds:avg_7d',
  });
});
