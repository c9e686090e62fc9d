import { Duration } from '../../lib/model';
import {
  argoCdAlerts,
  errorBudgetAlerts,
  pipelineAlerts,
  rolloutAlerts,
  type RuleGroup,
  Runbooks,
} from '../../lib/systems/monitoring';
import { type Scenario } from './scenario';

const runbooks = Runbooks.at('https://runbooks.acme.dev');

/** Everything that can fire. */
export const groups: readonly RuleGroup[] = [
  pipelineAlerts({ runbooks }),
  rolloutAlerts({ runbooks, waitsLongerThan: Duration.hours(1) }),
  argoCdAlerts({ runbooks, projects: ['shop'] }),
  errorBudgetAlerts({ runbooks, objective: 0.999, service: { namespace: 'shop', name: 'orders' } }),
];

const run = (metric: string, labels: string): string =>
  `tekton_pipelines_controller_pipelinerun_duration_seconds_${metric}{namespace="ci",pipeline="build",${labels}}`;
const TEKTON = { tekton_pipelines_controller_running_pipelineruns: '0x400' };
const WAITING = 'tekton_pipelines_controller_running_pipelineruns_waiting_on_';
const WAITING_FOR_TASK = { [`${WAITING}task_resolution`]: '0x400' };

const pipelines: readonly Scenario[] = [
  {
    name: 'a third of the runs fail',
    series: {
      ...TEKTON,
      [run('count', 'status="success"')]: '0+2x100',
      [run('count', 'status="failed"')]: '0+1x100',
    },
    at: 90,
    firing: ['PipelineRunsFail'],
    quiet: ['TektonIsAbsent', 'PipelineRunsWait'],
  },
  {
    name: 'one of twenty runs fails, beside many that are cancelled',
    series: {
      ...TEKTON,
      [run('count', 'status="success"')]: '0+19x100',
      [run('count', 'status="failed"')]: '0+1x100',
      [run('count', 'status="cancelled"')]: '0+50x100',
    },
    at: 90,
    quiet: ['PipelineRunsFail', 'TektonIsAbsent'],
  },
  {
    name: 'the only run of an hour fails',
    series: { ...TEKTON, [run('count', 'status="failed"')]: '0x60 1x60', [run('count', 'status="success"')]: '7x120' },
    at: 90,
    quiet: ['PipelineRunsFail'],
  },
  {
    name: 'half of the runs take longer than a quarter of an hour',
    series: {
      ...TEKTON,
      [run('bucket', 'status="success",le="900"')]: '0+1x400',
      [run('bucket', 'status="success",le="1800"')]: '0+2x400',
      [run('bucket', 'status="success",le="+Inf"')]: '0+2x400',
      [run('count', 'status="success"')]: '0+2x400',
    },
    at: 395,
    firing: ['PipelineRunsAreSlow'],
  },
  {
    name: 'nearly every run takes less than a quarter of an hour',
    series: {
      ...TEKTON,
      [run('bucket', 'status="success",le="300"')]: '0+95x400',
      [run('bucket', 'status="success",le="900"')]: '0+99x400',
      [run('bucket', 'status="success",le="1800"')]: '0+100x400',
      [run('bucket', 'status="success",le="+Inf"')]: '0+100x400',
      [run('count', 'status="success"')]: '0+100x400',
    },
    at: 395,
    quiet: ['PipelineRunsAreSlow'],
  },
  {
    name: 'a run waits for a Pipeline that cannot be fetched',
    series: { ...TEKTON, ...WAITING_FOR_TASK, [`${WAITING}pipeline_resolution`]: '0x10 1x60' },
    at: 40,
    firing: ['PipelineRunsWait'],
  },
  { name: 'Tekton is not scraped', series: { up: '1x60' }, at: 30, firing: ['TektonIsAbsent'] },
];

const ROLLOUT = 'namespace="shop",name="orders"';
const info = (phase: string): string => `rollout_info{${ROLLOUT},strategy="canary",traffic_router="",phase="${phase}"}`;
const ARGO_ROLLOUTS = { 'argo_rollouts_controller_info{version="v1.9.1"}': '1x200' };
const PODS = {
  [`rollout_info_replicas_desired{${ROLLOUT}}`]: '10x200',
  [`rollout_info_replicas_available{${ROLLOUT}}`]: '10x200',
};

const rollouts: readonly Scenario[] = [
  {
    name: 'a release is taken back',
    series: { ...ARGO_ROLLOUTS, [info('Abort')]: '1x60' },
    at: 10,
    firing: ['RolloutAborted'],
    quiet: ['RolloutIsStuck', 'RolloutWaits', 'ArgoRolloutsIsAbsent'],
  },
  {
    name: 'a Rollout is refused',
    series: { ...ARGO_ROLLOUTS, [info('InvalidSpec')]: '1x60' },
    at: 10,
    firing: ['RolloutIsStuck'],
    quiet: ['RolloutAborted'],
  },
  {
    name: 'a release waits for half a morning',
    series: { ...ARGO_ROLLOUTS, [info('Paused')]: '1x200' },
    at: 90,
    firing: ['RolloutWaits'],
  },
  {
    name: 'a release pauses for half an hour, and is complete',
    series: { ...ARGO_ROLLOUTS, ...PODS, [info('Paused')]: '1x30 _x100', [info('Completed')]: '_x30 1x100' },
    at: 90,
    quiet: ['RolloutWaits', 'RolloutAborted', 'RolloutIsStuck', 'RolloutLacksPods', 'ArgoRolloutsIsAbsent'],
  },
  {
    name: 'two of ten pods never become ready',
    series: { ...ARGO_ROLLOUTS, ...PODS, [`rollout_info_replicas_available{${ROLLOUT}}`]: '8x200' },
    at: 40,
    firing: ['RolloutLacksPods'],
  },
  { name: 'Argo Rollouts is not scraped', series: { up: '1x60' }, at: 30, firing: ['ArgoRolloutsIsAbsent'] },
];

const application = (health: string, sync: string, project = 'shop'): string =>
  `argocd_app_info{namespace="argocd",name="orders",project="${project}",health_status="${health}",sync_status="${sync}"}`;
const syncs = (phase: string): string =>
  `argocd_app_sync_total{namespace="argocd",name="orders",project="shop",phase="${phase}",dry_run="false"}`;

const argoCd: readonly Scenario[] = [
  {
    name: 'an application is ill and not what Git says',
    series: { [application('Degraded', 'OutOfSync')]: '1x100' },
    at: 60,
    firing: ['ApplicationDegraded', 'ApplicationOutOfSync'],
    quiet: ['ApplicationUnknown', 'ArgoCdIsAbsent'],
  },
  {
    name: 'an application cannot be compared',
    series: { [application('Healthy', 'Unknown')]: '1x100' },
    at: 60,
    firing: ['ApplicationUnknown'],
  },
  {
    name: 'an application of another project is ill',
    series: { [application('Degraded', 'OutOfSync', 'play')]: '1x100' },
    at: 60,
    quiet: ['ApplicationDegraded', 'ApplicationOutOfSync'],
  },
  {
    name: 'the very first sync fails, and its counter is born with the value 1',
    series: { [application('Healthy', 'Synced')]: '1x100', [syncs('Failed')]: '_x40 1x60' },
    at: 45,
    firing: ['ApplicationSyncFails'],
  },
  {
    name: 'a sync failed long ago, and others succeed',
    series: {
      [application('Healthy', 'Synced')]: '1x100',
      [syncs('Failed')]: '3x100',
      [syncs('Succeeded')]: '0+1x100',
    },
    at: 60,
    quiet: ['ApplicationSyncFails', 'ApplicationDegraded', 'ApplicationOutOfSync', 'ApplicationUnknown'],
  },
  { name: 'Argo CD is not scraped', series: { up: '1x60' }, at: 30, firing: ['ArgoCdIsAbsent'] },
];

const requests = (status: string): string =>
  `http_requests_total{namespace="shop",job="shop/orders",pod="orders-1",status="${status}"}`;

const budget: readonly Scenario[] = [
  {
    name: 'one of twenty requests fails',
    series: { [requests('200')]: '0+95x500', [requests('500')]: '0+5x500' },
    at: 120,
    firing: ['ErrorBudgetBurnsFast'],
    quiet: ['ServiceMetricsAreAbsent'],
    figures: { 'sum(service:request_errors:ratio_rate5m{namespace="shop",name="orders"})': 0.05 },
  },
  {
    name: 'one of five hundred requests fails, day and night',
    series: { [requests('200')]: '0+998x1500', [requests('500')]: '0+2x1500' },
    at: 1400,
    firing: ['ErrorBudgetBurnsSlowly'],
    quiet: ['ErrorBudgetBurnsFast'],
  },
  {
    name: 'one of ten thousand requests fails',
    series: { [requests('200')]: '0+9999x1500', [requests('500')]: '0+1x1500' },
    at: 1400,
    quiet: ['ErrorBudgetBurnsFast', 'ErrorBudgetBurnsSlowly'],
  },
  {
    name: 'nothing has ever failed, and nobody asks any more',
    series: { [requests('200')]: '0+60x60 3600x60' },
    at: 110,
    quiet: ['ErrorBudgetBurnsFast', 'ErrorBudgetBurnsSlowly', 'ServiceMetricsAreAbsent'],
  },
  { name: 'the service is not scraped', series: { up: '1x60' }, at: 40, firing: ['ServiceMetricsAreAbsent'] },
];

/** A firing and a silent history for every alert. */
export const alertScenarios: readonly Scenario[] = [...pipelines, ...rollouts, ...argoCd, ...budget];
