import { Prometheus } from '../../metrics';
import { Duration, dnsLabel, invalid } from '../../model';
import { windowText } from '../../promql';
import { Alert } from './alert';
import { Recording } from './recording';
import { RuleGroup } from './rule-group';
import { type Runbooks } from './runbooks';

export interface ErrorBudgetProps {
  /** The service, by its namespace and the name of its Rollout or Deployment: labels of all that is recorded. */
  readonly service: { readonly namespace: string; readonly name: string };
  /** The share of requests that have to succeed over 30 days: between 0 and 1, such as 0.999. */
  readonly objective: number;
  /** Where the alerts' pages lie. */
  readonly runbooks: Runbooks;
  /** The label `job` of the service's metrics. @default that of a PodMonitor of the service's name: "namespace/name" */
  readonly job?: string;
  /** What the metrics are called. @default Prometheus.usual */
  readonly from?: Prometheus;
}

/** The alert that says that users notice: time to restore is counted by it. */
export const FAST_BURN = 'ErrorBudgetBurnsFast';

/** Two windows each: the long one makes it matter, the short one makes it end. */
const BURNS = {
  fast: [
    [Duration.hours(1), Duration.minutes(5), 14.4],
    [Duration.hours(6), Duration.minutes(30), 6],
  ],
  slow: [
    [Duration.days(1), Duration.hours(2), 3],
    [Duration.days(3), Duration.hours(6), 1],
  ],
} as const;

/**
 * Alerts on how fast a service uses up the errors that it may make, and the error ratios that they read. Throws
 * `errorBudget.<field>: …`.
 * @see https://sre.google/workbook/alerting-on-slos/
 */
export function errorBudgetAlerts(props: ErrorBudgetProps): RuleGroup {
  const { service, objective, runbooks, from = Prometheus.usual } = props;
  if (!(objective > 0 && objective < 1)) {
    throw invalid('errorBudget.objective', 'a share between 0 and 1', objective, '99.9 % is 0.999');
  }
  const namespace = dnsLabel('errorBudget.service.namespace', service.namespace);
  const name = dnsLabel('errorBudget.service.name', service.name);
  const labels = { namespace, name };
  const place = from.namespaceLabel === undefined ? [] : [`${from.namespaceLabel}="${namespace}"`];
  const matchers = [...place, `job="${props.job ?? `${namespace}/${name}`}"`];
  const budget = Number((1 - objective).toFixed(9));
  const burns = (speed: keyof typeof BURNS): string =>
    BURNS[speed].map(([long, short, factor]) => burning(labels, long, short, factor * budget)).join('\nor ');
  const about = { labels, runbooks };
  return new RuleGroup({
    name: `error-budget-${namespace}-${name}`,
    rules: [
      ...windows().map((window) => ratio(window, from, matchers, labels)),
      budgetAlert(FAST_BURN, burns('fast'), 'critical', 'so many requests fail that the month is spent in days', about),
      budgetAlert(
        'ErrorBudgetBurnsSlowly',
        burns('slow'),
        'warning',
        'more requests fail than the month allows',
        about,
      ),
      budgetAlert(
        'ServiceMetricsAreAbsent',
        `absent(${from.requests(...matchers)})`,
        'warning',
        'Prometheus knows of no requests: no gate and no alert would see a failure',
        about,
      ),
    ],
  });
}

interface About {
  readonly labels: { readonly namespace: string; readonly name: string };
  readonly runbooks: Runbooks;
}

function budgetAlert(
  name: string,
  expr: string,
  severity: 'critical' | 'warning',
  what: string,
  { labels, runbooks }: About,
): Alert {
  return new Alert({
    name,
    expr,
    for: severity === 'critical' ? Duration.minutes(2) : Duration.minutes(15),
    severity,
    summary: `${labels.namespace}/${labels.name}: ${what}`,
    runbook: runbooks.of(name),
    labels,
  });
}

/** Every window that an alert reads, once. */
function windows(): readonly Duration[] {
  const all = [...BURNS.fast, ...BURNS.slow].flatMap(([long, short]) => [long, short]);
  const once = new Map(all.map((window) => [window.milliseconds, window]));
  return [...once.values()].sort((a, b) => a.milliseconds - b.milliseconds);
}

/** Without any request the ratio is NaN, which no threshold is below. */
function ratio(window: Duration, from: Prometheus, matchers: readonly string[], labels: About['labels']): Recording {
  const text = windowText(window);
  const failed = `(sum(rate(${from.failedRequests(...matchers)}[${text}])) or vector(0))`;
  return new Recording({
    name: recordName(window),
    expr: `${failed}\n/ sum(rate(${from.requests(...matchers)}[${text}]))`,
    labels,
  });
}

function burning(labels: About['labels'], long: Duration, short: Duration, limit: number): string {
  const threshold = Number(limit.toFixed(9));
  const both = [long, short].map(
    (window) => `${recordName(window)}{namespace="${labels.namespace}",name="${labels.name}"} > ${threshold}`,
  );
  return `(${both.join(' and ')})`;
}

function recordName(window: Duration): string {
  return `service:request_errors:ratio_rate${windowText(window)}`;
}
