import { Duration } from '../../lib/model';
import { doraRules, errorBudgetAlerts, type RuleGroup, Runbooks } from '../../lib/systems/monitoring';
import { type Scenario } from './scenario';

/** The figures over one day, for a history of minutes. */
export const doraGroups: readonly RuleGroup[] = [
  errorBudgetAlerts({
    runbooks: Runbooks.at('https://runbooks.acme.dev'),
    objective: 0.999,
    service: { namespace: 'shop', name: 'orders' },
  }),
  doraRules({ namespaces: ['shop'], over: Duration.days(1) }),
];

const ROLLOUT = 'namespace="shop",name="orders"';
const events = (reason: string, pod: string): string =>
  `rollout_events_total{${ROLLOUT},type="Normal",reason="${reason}",pod="${pod}"}`;
const INFO = { [`rollout_info{${ROLLOUT},phase="Completed"}`]: '1x1500' };
const requests = (status: string): string =>
  `http_requests_total{namespace="shop",job="shop/orders",status="${status}"}`;
const DEPLOYMENTS = 'sum(dora:deployments:count1d)';
const LEAD_TIME = 'sum(dora:lead_time_seconds:p50_1d)';
const FAILURES = 'sum(dora:change_failure_rate:ratio_1d)';
const RESTORED = 'sum(dora:time_to_restore_seconds:avg_1d)';

/**
 * Three releases, after 1, 10 and 20 hours, the last counted by a controller that has restarted; one that is taken back;
 * and after the second one half an hour in which every request fails. The fast alert fires from its third minute until
 * the errors have left the window of half an hour.
 */
const busyDay: Scenario = {
  name: 'a day with three releases, one that was taken back, and one that broke',
  series: {
    ...INFO,
    [events('RolloutCompleted', 'one')]: '_x60 1x539 2x500 _x500',
    [events('RolloutCompleted', 'two')]: '_x1200 1x300',
    [events('RolloutAborted', 'one')]: '_x300 1x800 _x500',
    [`delivery_commit_timestamp_seconds{${ROLLOUT}}`]: '0x500 32400x400 54000x700',
    [requests('200')]: '0+60x609 36600x30 36600+60x900',
    [requests('500')]: '0x609 0+60x30 1860x900',
  },
  at: 1439,
  figures: {
    [DEPLOYMENTS]: 3,
    [LEAD_TIME]: 3600,
    [FAILURES]: 0.5,
    'sum(sum_over_time(dora:incident_began:bool[1d]))': 1,
    [`${RESTORED} > bool 3000`]: 1,
    [`${RESTORED} < bool 3900`]: 1,
  },
};

const quietDay: Scenario = {
  name: 'a day without a release: no failure rate, and nothing to restore',
  series: { ...INFO, [requests('200')]: '0+60x1500' },
  at: 200,
  figures: { [DEPLOYMENTS]: 0, [LEAD_TIME]: undefined, [FAILURES]: undefined, [RESTORED]: undefined },
};

const outageWithoutRelease: Scenario = {
  name: 'an outage long after the last release is nobody’s change',
  series: {
    ...INFO,
    [events('RolloutCompleted', 'one')]: '_x60 1x1500',
    [requests('200')]: '0+60x609 36600x30 36600+60x900',
    [requests('500')]: '0x609 0+60x30 1860x900',
  },
  at: 720,
  figures: { [DEPLOYMENTS]: 1, [FAILURES]: 0, [`${RESTORED} > bool 0`]: 1 },
};

const zeroInjected: Scenario = {
  name: 'a Prometheus that injects the zero before a counter’s birth counts the same',
  series: { ...INFO, [events('RolloutCompleted', 'one')]: '_x60 0 1x120 2x1000' },
  at: 300,
  figures: { [DEPLOYMENTS]: 2, [FAILURES]: 0 },
};

export const doraScenarios: readonly Scenario[] = [busyDay, quietDay, outageWithoutRelease, zeroInjected];
