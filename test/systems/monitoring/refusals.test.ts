import { Duration } from '../../../lib/model';
import {
  Alert,
  argoCdAlerts,
  Dashboard,
  doraRules,
  errorBudgetAlerts,
  Panel,
  pipelineAlerts,
  PodMonitor,
  PrometheusRules,
  Recording,
  RuleGroup,
  Runbooks,
  ServiceMonitor,
} from '../../../lib/systems/monitoring';
import { ALERT } from './alert';
import { chart, runbooks, service } from './chart';

const group = (name: string): RuleGroup => new RuleGroup({ name, rules: [new Alert(ALERT)] });
const panel = (expr: string): Panel => Panel.number({ title: 'Requests', queries: [{ expr }], unit: 'short' });
const monitor = { name: 'orders', selector: { app: 'orders' }, port: 'http' };
const board = { name: 'orders', title: 'Orders' };

test.each([
  [
    () => new Alert({ ...ALERT, name: 'orders-fail' }),
    'Alert.name: expected letters, digits and "_", got "orders-fail"',
  ],
  [
    () => new Alert({ ...ALERT, expr: 'rate(up) > 1' }),
    'Alert OrdersFail.expr: expected a PromQL query, got "rate(up) > 1"; line 1, column 1: rate() needs a range in brackets, such as [2m]',
  ],
  [() => new Alert({ ...ALERT, for: Duration.zero }), 'Alert OrdersFail.for: expected a time above zero, got "0s"'],
  [
    () => new Alert({ ...ALERT, runbook: 'wiki' }),
    'Alert OrdersFail.runbook: expected an http or https URL, got "wiki"',
  ],
  [() => new Alert({ ...ALERT, summary: ' ' }), 'Alert OrdersFail.summary: expected a sentence, got " "'],
  [
    () => new Alert({ ...ALERT, summary: '{{ $labels.node }}' }),
    'Alert OrdersFail.summary: expected labels of the answer, pod, got "node"',
  ],
  [
    () => new Alert({ ...ALERT, labels: { severity: 'high' } }),
    'Alert OrdersFail.labels: expected names of labels beside severity and alertname, got "severity"',
  ],
  [
    () => new Alert({ ...ALERT, labels: { rate: '{{ $value }}' } }),
    'Alert OrdersFail.labels.rate: expected a value that stays, got "{{ $value }}"; put what changes into the summary',
  ],
  [() => new Recording({ name: 'up', expr: 'up' }), 'Recording.name: expected level:metric:operations, got "up"'],
  [() => new RuleGroup({ name: 'a', rules: [] }), 'RuleGroup.rules: expected at least one rule, got []'],
  [
    () => new RuleGroup({ name: 'a', rules: [new Alert(ALERT), new Alert(ALERT)] }),
    'RuleGroup.rules: expected names that differ, got "OrdersFail"',
  ],
  [
    () => new PrometheusRules(chart(), 'x', { name: 'x', groups: [] }),
    'PrometheusRules.groups: expected at least one group, got []',
  ],
  [
    () => new PrometheusRules(chart(), 'x', { name: 'x', groups: [group('a'), group('a')] }),
    'PrometheusRules.groups: expected names that differ, got "a"',
  ],
  [() => Runbooks.at('wiki?page='), 'Runbooks.address: expected an http or https URL without query, got "wiki?page="'],
  [
    () => pipelineAlerts({ runbooks, failing: 20 }),
    'pipelineAlerts.failing: expected a share between 0 and 1, got 20; 20 % is 0.2',
  ],
  [
    () => pipelineAlerts({ runbooks, slowerThan: Duration.minutes(10) }),
    'pipelineAlerts.slowerThan: expected one of the bounds that Tekton counts by, 60, 300, 900, 1800, 3600, 5400 seconds, got 600',
  ],
  [() => argoCdAlerts({ runbooks, projects: [] }), 'argoCdAlerts.projects: expected at least one project, got []'],
  [
    () => errorBudgetAlerts({ runbooks, service, objective: 99.9 }),
    'errorBudget.objective: expected a share between 0 and 1, got 99.9; 99.9 % is 0.999',
  ],
  [() => doraRules({ over: Duration.hours(1) }), 'doraRules.over: expected whole days, got "1h"'],
  [
    () => new ServiceMonitor(chart(), 'x', { ...monitor, selector: {} }),
    'ServiceMonitor.selector: expected at least one label, got {}',
  ],
  [
    () => new PodMonitor(chart(), 'x', { ...monitor, namespaces: [] }),
    'PodMonitor.namespaces: expected at least one namespace, got []',
  ],
  [
    () => panel('sum(up'),
    'Panel Requests.queries: expected PromQL, got "sum(up"; line 1, column 7: the query ends too early',
  ],
  [() => Panel.lines({ title: 'A', queries: [], unit: 's' }), 'Panel A.queries: expected at least one query, got []'],
  [
    () => Panel.table({ title: 'A', queries: [{ expr: 'up' }], unit: 's', width: 25 }),
    'Panel A.width: expected a whole number from 1 to 24, got 25',
  ],
  [
    () => new Dashboard(chart(), 'x', { ...board, panels: [panel('up{app="$app"}')] }),
    'Dashboard.variables: expected a variable for $app, got []',
  ],
  [
    () => new Dashboard(chart(), 'x', { ...board, panels: [] }),
    'Dashboard.panels: expected at least one panel, got []',
  ],
  [
    () => new Dashboard(chart(), 'x', { ...board, panels: [panel('up'), panel('up')] }),
    'Dashboard.panels: expected titles that differ, got "Requests"',
  ],
  [
    () => new Dashboard(chart(), 'x', { ...board, uid: 'a b', panels: [panel('up')] }),
    'Dashboard.uid: expected 1 to 40 letters, digits, "-" and "_", got "a b"',
  ],
])('refuses %s', (make, message) => {
  expect(make).toThrow(new Error(message));
});
