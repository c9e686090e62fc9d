import { Duration, invalid } from '../../model';
import { windowText } from '../../promql';
import { countedEvents, inNamespaces, selector } from './counted-events';
import { FAST_BURN } from './error-budget';
import { Recording } from './recording';
import { RuleGroup } from './rule-group';

export interface DoraRulesProps {
  /** The namespaces of production: a release to staging is no deployment. @default all that Prometheus sees */
  readonly namespaces?: readonly string[];
  /** The time that the figures are about, in whole days; Prometheus has to keep its samples as long. @default 30 days */
  readonly over?: Duration;
  /**
   * Whether a release that its own canary took back counts as a failed change, though few users met it.
   * @default true
   */
  readonly countsAborts?: boolean;
  /** How long after a release an incident is its doing. @default 1 hour */
  readonly blames?: Duration;
}

const INTERVAL = Duration.minutes(1);
const EACH = 'sum by (namespace, name)';

/**
 * The four DORA figures of every Rollout, recorded each minute under `namespace` and `name`. They stand on what is there
 * anyway: `rollout_events_total` and `rollout_info` of Argo Rollouts, the alert of `errorBudgetAlerts` with the same two
 * labels, and for the lead time the commit time that `RolloutStateMetrics` reads. Throws `doraRules.over: …`.
 * @see https://dora.dev/guides/dora-metrics-four-keys/
 */
export function doraRules(props: DoraRulesProps = {}): RuleGroup {
  const { over = Duration.days(30) } = props;
  if (over.milliseconds === 0 || over.milliseconds % Duration.days(1).milliseconds !== 0) {
    throw invalid('doraRules.over', 'whole days', over.toString());
  }
  return new RuleGroup({
    name: 'dora',
    interval: INTERVAL,
    rules: [...deployments(props, over), ...leadTime(props, over), ...incidents(props), ...failures(props, over)],
  });
}

/** What the figures are called over a time of so many days. */
export function doraNames(
  over: Duration = Duration.days(30),
): Readonly<Record<'deployments' | 'leadTime' | 'changeFailureRate' | 'timeToRestore', string>> {
  const days = windowText(over);
  return {
    deployments: 'dora:deployments:count1d',
    leadTime: `dora:lead_time_seconds:p50_${days}`,
    changeFailureRate: `dora:change_failure_rate:ratio_${days}`,
    timeToRestore: `dora:time_to_restore_seconds:avg_${days}`,
  };
}

/** A Rollout that had none counts zero. */
function deployments({ namespaces }: DoraRulesProps, over: Duration): readonly Recording[] {
  const zero = `0 * group by (namespace, name) (${selector('rollout_info', inNamespaces(namespaces))})`;
  const count = (name: string, reason: string, window: Duration): Recording =>
    new Recording({
      name: `dora:${name}:count${windowText(window)}`,
      expr: `${EACH} (${countedEvents(eventsOf(reason, namespaces), window)})\nor ${zero}`,
    });
  return [
    count('deployments', 'RolloutCompleted', Duration.days(1)),
    ...(over.inSeconds === Duration.days(1).inSeconds ? [] : [count('deployments', 'RolloutCompleted', over)]),
    count('aborted_deployments', 'RolloutAborted', over),
  ];
}

/**
 * The controller says that a release has ended, and not when: its first evaluation afterwards is the time. So each
 * release leaves one sample, and the median of the samples is that of the releases.
 */
function leadTime({ namespaces }: DoraRulesProps, over: Duration): readonly Recording[] {
  const just = `${EACH} (${countedEvents(eventsOf('RolloutCompleted', namespaces), Duration.minutes(5))}) > 0`;
  const committed = selector('delivery_commit_timestamp_seconds', inNamespaces(namespaces));
  const age = `(time() - max by (namespace, name) (${committed}))`;
  const first = `(dora:deployed:recently unless on (namespace, name) dora:deployed:recently offset ${INTERVAL})`;
  return [
    new Recording({ name: 'dora:deployed:recently', expr: just }),
    new Recording({ name: 'dora:lead_time:seconds', expr: `${age} and on (namespace, name) ${first}` }),
    new Recording({
      name: doraNames(over).leadTime,
      expr: `quantile_over_time(0.5, dora:lead_time:seconds[${windowText(over)}])`,
    }),
  ];
}

/** Users notice while the fast alert fires. The first minute of it is the incident's beginning. */
function incidents({ namespaces, blames = Duration.hours(1) }: DoraRulesProps): readonly Recording[] {
  const place = inNamespaces(namespaces);
  const firing = selector('ALERTS', `alertname="${FAST_BURN}"`, 'alertstate="firing"', place);
  const zero = `0 * group by (namespace, name) (${selector('rollout_info', place)})`;
  const deployed = `${EACH} (${countedEvents(eventsOf('RolloutCompleted', namespaces), blames)}) > 0`;
  const began = '(dora:incident:bool > 0) unless on (namespace, name) (dora:incident:bool offset 1m > 0)';
  return [
    new Recording({ name: 'dora:incident:bool', expr: `max by (namespace, name) (${firing})\nor ${zero}` }),
    new Recording({ name: 'dora:incident_began:bool', expr: `(${began})\nor 0 * dora:incident:bool` }),
    new Recording({
      name: 'dora:deployment_failed:bool',
      expr: `(dora:incident_began:bool > 0 and on (namespace, name) (${deployed}))\nor 0 * dora:incident:bool`,
    }),
  ];
}

function failures({ countsAborts = true }: DoraRulesProps, over: Duration): readonly Recording[] {
  const days = windowText(over);
  const names = doraNames(over);
  const broke = `sum_over_time(dora:deployment_failed:bool[${days}])`;
  const aborted = `dora:aborted_deployments:count${days}`;
  const failed = countsAborts ? `(${broke} + ${aborted})` : broke;
  const all = countsAborts ? `dora:deployments:count${days} + ${aborted}` : `dora:deployments:count${days}`;
  const minutes = `sum_over_time(dora:incident:bool[${days}])`;
  return [
    new Recording({ name: names.changeFailureRate, expr: `clamp_max(${failed} / (${all} > 0), 1)` }),
    new Recording({
      name: names.timeToRestore,
      expr: `${minutes} * ${INTERVAL.inSeconds} / (sum_over_time(dora:incident_began:bool[${days}]) > 0)`,
    }),
  ];
}

function eventsOf(reason: string, namespaces: readonly string[] | undefined): string {
  return selector('rollout_events_total', `reason="${reason}"`, inNamespaces(namespaces));
}
