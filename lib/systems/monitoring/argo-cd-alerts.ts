import { Duration, invalid } from '../../model';
import { Alert, type AlertSeverity } from './alert';
import { countedEvents, selector } from './counted-events';
import { RuleGroup } from './rule-group';
import { type Runbooks } from './runbooks';

export interface ArgoCdAlertsProps {
  /** Where the alerts' pages lie. */
  readonly runbooks: Runbooks;
  /** The AppProjects whose Applications are watched. @default all */
  readonly projects?: readonly string[];
}

/** Alerts on the GitOps side, by the metrics of Argo CD's application controller. Throws `argoCdAlerts.projects: …`. */
export function argoCdAlerts({ runbooks, projects }: ArgoCdAlertsProps): RuleGroup {
  if (projects?.length === 0) throw invalid('argoCdAlerts.projects', 'at least one project', projects);
  const project = projects && `project=~"${projects.join('|')}"`;
  const state = (matcher: string): string =>
    `max by (namespace, name, project) (${selector('argocd_app_info', matcher, project)}) == 1`;
  const failed = selector('argocd_app_sync_total', 'phase=~"Error|Failed"', 'dry_run="false"', project);
  const alert = (name: string, expr: string, minutes: number, severity: AlertSeverity, summary: string) =>
    new Alert({ name, expr, for: Duration.minutes(minutes), severity, summary, runbook: runbooks.of(name) });
  const application = 'the application {{ $labels.name }}';
  const failures = `sum by (namespace, name, project) (${countedEvents(failed, Duration.minutes(30))}) > 0`;
  return new RuleGroup({
    name: 'argo-cd',
    rules: [
      alert('ApplicationDegraded', state('health_status=~"Degraded|Missing"'), 15, 'critical', `${application} is ill`),
      alert(
        'ApplicationOutOfSync',
        state('sync_status="OutOfSync"'),
        30,
        'warning',
        `${application} is not what Git says`,
      ),
      alert(
        'ApplicationUnknown',
        state('sync_status="Unknown"'),
        15,
        'warning',
        `Argo CD cannot compare ${application} with Git`,
      ),
      alert('ApplicationSyncFails', failures, 1, 'warning', `${application} could not be synced`),
      alert(
        'ArgoCdIsAbsent',
        'absent(argocd_app_info)',
        10,
        'critical',
        'Prometheus has no metrics of Argo CD: nothing is deployed, or nobody would see it fail',
      ),
    ],
  });
}
