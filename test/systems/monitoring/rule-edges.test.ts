import { toYaml } from '../../../lib/assembly';
import { assemblyOf } from '../../../lib/audit';
import { Platform } from '../../../lib/model';
import { monitoringRules } from '../../../lib/systems/monitoring/rules';
import {
  alert,
  ANALYSIS,
  example,
  podMonitor,
  prometheus,
  prometheusRule,
  ROLLOUT,
  ruled,
  SERVICE,
  serviceMonitor,
} from '../../../lib/systems/monitoring/rules/examples';
import { messagesOf, ruleOf } from '../../rule-examples';

const messages = (id: string, ...objects: readonly object[]): readonly string[] =>
  messagesOf(monitoringRules, id, example(...objects));

const of = (id: string, expr: string, fields: object = {}): readonly string[] =>
  messages(id, prometheusRule(alert(expr, fields)));

test.each([
  ['a metric that nobody known exports', 'MON002', 'shop_orders_total > 1', []],
  ['a series of a histogram', 'MON002', 'rate(rollout_reconcile_bucket[5m]) > 1', []],
  [
    'a sum of what is no histogram',
    'MON002',
    'rollout_info_sum > 1',
    ['alert "Trouble" asks for rollout_info_sum, which Argo Rollouts 1.9 does not export'],
  ],
  ['a label that a scrape adds', 'MON003', 'sum by (pod) (rollout_info) > 1', []],
  ['a bound of a bucket', 'MON003', 'sum by (le) (rate(rollout_reconcile_bucket[5m])) > 1', []],
  [
    'a bound of what has none',
    'MON003',
    'sum by (le) (rollout_info) > 1',
    ['alert "Trouble": rollout_info has no label "le", it has namespace, name, strategy, traffic_router, phase'],
  ],
  ['a pattern that is no list', 'MON004', 'rollout_info{phase=~"Heal.*"} == 1', []],
  ['a label of any value', 'MON004', 'rollout_events_total{reason="Anything"} > 1', []],
  ['a count of a histogram', 'MON005', 'rate(rollout_reconcile_count[5m]) > 1', []],
  ['a change of a gauge', 'MON005', 'changes(rollout_info[5m]) > 1', []],
  ['a ratio of two things', 'MON006', 'a / b > 1', []],
  ['a ratio on chosen labels', 'MON006', 'a{x="1"} / on (pod) a > 1', []],
  ['a share that the whole is no part of', 'MON006', 'a / a{x="1"} > 1', []],
  ['a native histogram', 'MON007', 'histogram_quantile(0.9, sum(rate(latency[5m]))) > 1', []],
  [
    'a sum of everything',
    'MON007',
    'histogram_quantile(0.9, sum(rate(x_bucket[5m]))) > 1',
    ['alert "Trouble": the sum under histogram_quantile() drops "le"'],
  ],
  ['a sum without some labels', 'MON007', 'histogram_quantile(0.9, sum without (pod) (rate(x_bucket[5m]))) > 1', []],
] as const)('%s: %s', (_, id, expr, said) => {
  expect(of(id, expr)).toEqual(said);
});

test('a recorded name is no metric of a controller', () => {
  const recording = { record: 'rollout_failures', expr: 'sum(rollout_info{phase="Abort"})' };
  expect(messages('MON002', prometheusRule(recording, alert('rollout_failures > 0')))).toEqual([]);
});

test('what an older Tekton exports is not judged', () => {
  const rule = ruleOf(monitoringRules, 'MON002');
  expect(rule.check(assemblyOf(rule.bad, Platform.of({ tekton: '1.2' })))).toEqual([]);
});

test('an alert has to say something, and a recording need not', () => {
  expect(of('MON010', 'up == 0', { labels: undefined, annotations: undefined })).toEqual([
    'alert "Trouble" has no label severity and no annotation summary',
  ]);
  expect(messages('MON010', prometheusRule({ record: 'a:b:c', expr: 'up' }))).toEqual([]);
  expect(of('MON009', 'up == 0', { for: '0s' })).toEqual(['alert "Trouble" has no "for"']);
});

test('a Prometheus without a selector loads nothing, and where there is none nobody knows', () => {
  const rules = prometheusRule(alert('up == 0'));
  const none = { ...prometheus({}), spec: {} };
  expect(messages('MON011', none, rules)).toEqual(['no Prometheus selects it: they ask for none']);
  expect(messages('MON011', prometheus({}), rules)).toEqual([]);
  expect(messages('MON011', rules)).toEqual([]);
});

test('a monitor beyond the assembly is not judged', () => {
  expect(messages('MON012', serviceMonitor({ port: 'http' }))).toEqual([]);
  const anywhere = podMonitor({ port: 'http' }, { namespaceSelector: { any: true } });
  expect(messages('MON012', ROLLOUT, anywhere)).toEqual([]);
  expect(messages('MON013', serviceMonitor({ port: 'metrics' }))).toEqual([]);
});

test('a PodMonitor finds pods and their ports', () => {
  const others = podMonitor({ port: 'http' }, { selector: { matchLabels: { app: 'order' } } });
  expect(messages('MON012', ROLLOUT, others)).toEqual(['no pod of its namespace has app=order']);
  expect(messages('MON013', ROLLOUT, podMonitor({ port: 'metrics' }))).toEqual([
    'nothing that it selects has a port "metrics", there is http',
  ]);
  expect(messages('MON013', ROLLOUT, podMonitor({ portNumber: 9090 }))).toEqual([]);
});

test('the hash may be written in other ways, or by a monitor that is elsewhere', () => {
  const relabeled = podMonitor({ port: 'http', relabelings: [{ targetLabel: 'rollouts_pod_template_hash' }] });
  const mapped = podMonitor({ port: 'http', relabelings: [{ action: 'LabelMap' }] });
  expect([relabeled, mapped].flatMap((one) => messages('MON014', ROLLOUT, ANALYSIS, one))).toEqual([]);
  expect(messages('MON014', ROLLOUT, ANALYSIS)).toEqual([]);
  expect(messages('MON014', ROLLOUT, ANALYSIS, SERVICE, serviceMonitor({ port: 'http' }))).toEqual([
    'its query selects rollouts_pod_template_hash, which ServiceMonitor orders does not write',
  ]);
});

test('nobody minds the namespace of a controller that no rule asks for', () => {
  const monitor = serviceMonitor({ port: 'metrics' }, { 'app.kubernetes.io/name': 'argo-rollouts-metrics' });
  expect(messages('MON017', monitor, prometheusRule(alert('sum(rollout_info) > 1')))).toEqual([]);
});

test.each([
  [{ expr: 'up' }, 'recording "" has neither alert nor record'],
  [{ alert: 'A', record: 'a', expr: 'up' }, 'alert "A" has both alert and record'],
  [{ record: 'a-b', expr: 'up' }, 'recording "a-b" has a name that no metric can have'],
  [{ record: 'a', expr: 'up', annotations: {} }, 'recording "a" has annotations, which only an alert has'],
])('%j is refused', (rule, message) => {
  expect(messages('MON018', prometheusRule(rule))).toEqual([message]);
});

test('reads a number as a query', () => {
  expect(ruled({ record: 'a:b:c', expr: 1 })).toEqual({
    manifests: toYaml([prometheusRule({ record: 'a:b:c', expr: 1 })]),
  });
  expect(messages('MON001', prometheusRule({ record: 'a:b:c', expr: 1 }))).toEqual([]);
});
