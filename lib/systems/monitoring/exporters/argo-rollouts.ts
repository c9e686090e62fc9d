import { type ExportedMetric, type Exporter } from '../exported-metrics';

const NAMED = ['namespace', 'name'];
const gauge = (...labels: readonly string[]): ExportedMetric => ({ type: 'gauge', labels: [...NAMED, ...labels] });
const counter = (...labels: readonly string[]): ExportedMetric => ({ type: 'counter', labels: [...NAMED, ...labels] });
const histogram: ExportedMetric = { type: 'histogram', labels: NAMED };

const ROLLOUT = ['Completed', 'Progressing', 'Paused', 'Timeout', 'Error', 'Abort', 'InvalidSpec'];
const ANALYSIS = ['Pending', 'Running', 'Successful', 'Failed', 'Error', 'Inconclusive'];

/** @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/controller/metrics/prommetrics.go */
export const ARGO_ROLLOUTS: Exporter = {
  product: 'Argo Rollouts 1.9',
  prefixes: ['rollout_', 'analysis_run_', 'argo_rollouts_'],
  service: ['app.kubernetes.io/name', 'argo-rollouts-metrics'],
  holdsFor: ({ rollouts }) => !rollouts.isAtLeast('1.10'),
  metrics: {
    analysis_run_info: { ...gauge('phase'), values: { phase: ANALYSIS } },
    analysis_run_metric_phase: { ...gauge('metric', 'type', 'dry_run', 'phase'), values: { phase: ANALYSIS } },
    analysis_run_metric_type: gauge('metric', 'type'),
    analysis_run_phase: { ...gauge('phase'), values: { phase: ANALYSIS } },
    analysis_run_reconcile: histogram,
    analysis_run_reconcile_error: counter(),
    argo_rollouts_controller_info: { type: 'gauge', labels: ['version'] },
    rollout_events_total: { ...counter('type', 'reason'), values: { type: ['Normal', 'Warning'] } },
    rollout_info: { ...gauge('strategy', 'traffic_router', 'phase'), values: { phase: ROLLOUT } },
    rollout_info_replicas_available: gauge(),
    rollout_info_replicas_desired: gauge(),
    rollout_info_replicas_unavailable: gauge(),
    rollout_info_replicas_updated: gauge(),
    rollout_phase: { ...gauge('strategy', 'phase'), values: { phase: ROLLOUT } },
    rollout_reconcile: histogram,
    rollout_reconcile_error: counter(),
  },
};
