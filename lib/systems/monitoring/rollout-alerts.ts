import { Duration } from '../../model';
import { windowText } from '../../promql';
import { Alert } from './alert';
import { inNamespaces, selector } from './counted-events';
import { RuleGroup } from './rule-group';
import { type Runbooks } from './runbooks';

export interface RolloutAlertsProps {
  /** Where the alerts' pages lie. */
  readonly runbooks: Runbooks;
  /** The namespaces whose Rollouts are watched. @default all */
  readonly namespaces?: readonly string[];
  /** How long a release may wait for a person. @default 4 hours */
  readonly waitsLongerThan?: Duration;
}

/** Alerts on releases, by the metrics of the Argo Rollouts controller: taken back, stuck, waiting, short of pods. */
export function rolloutAlerts(props: RolloutAlertsProps): RuleGroup {
  return new RuleGroup({ name: 'rollouts', rules: [...phaseAlerts(props), lacksPods(props), controllerAbsent(props)] });
}

const ROLLOUT = '{{ $labels.namespace }}/{{ $labels.name }}';

function phaseAlerts({ runbooks, namespaces, waitsLongerThan = Duration.hours(4) }: RolloutAlertsProps): Alert[] {
  const phases = [
    {
      name: 'RolloutAborted',
      phase: 'phase="Abort"',
      for: Duration.minutes(1),
      severity: 'warning',
      summary: `the release of ${ROLLOUT} was taken back: Git holds a version that does not run`,
    },
    {
      name: 'RolloutIsStuck',
      phase: 'phase=~"Error|Timeout|InvalidSpec"',
      for: Duration.minutes(5),
      severity: 'critical',
      summary: `the release of ${ROLLOUT} cannot go on, and is not taken back`,
    },
    {
      name: 'RolloutWaits',
      phase: 'phase="Paused"',
      for: waitsLongerThan,
      severity: 'warning',
      summary: `the release of ${ROLLOUT} has waited for a person for ${windowText(waitsLongerThan)}`,
    },
  ] as const;
  return phases.map(({ phase, ...about }) => {
    const info = selector('rollout_info', phase, inNamespaces(namespaces));
    return new Alert({ ...about, expr: `max by (namespace, name) (${info}) == 1`, runbook: runbooks.of(about.name) });
  });
}

function lacksPods({ runbooks, namespaces }: RolloutAlertsProps): Alert {
  const replicas = (which: string): string =>
    `max by (namespace, name) (${selector(`rollout_info_replicas_${which}`, inNamespaces(namespaces))})`;
  return new Alert({
    name: 'RolloutLacksPods',
    expr: `${replicas('desired')} - ${replicas('available')} > 0`,
    for: Duration.minutes(15),
    severity: 'warning',
    summary: `${ROLLOUT} has {{ $value }} pods too few`,
    runbook: runbooks.of('RolloutLacksPods'),
  });
}

function controllerAbsent({ runbooks }: RolloutAlertsProps): Alert {
  return new Alert({
    name: 'ArgoRolloutsIsAbsent',
    expr: 'absent(argo_rollouts_controller_info)',
    for: Duration.minutes(10),
    severity: 'critical',
    summary: 'Prometheus has no metrics of Argo Rollouts: no release goes on, or nobody would see it fail',
    runbook: runbooks.of('ArgoRolloutsIsAbsent'),
  });
}
