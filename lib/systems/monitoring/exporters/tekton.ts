import { type ExportedMetric, type Exporter } from '../exported-metrics';

const STATUS = { status: ['success', 'failed', 'cancelled'] };
const duration = (...labels: readonly string[]): ExportedMetric => ({
  type: 'histogram',
  labels: ['namespace', 'status', 'reason', ...labels],
  values: STATUS,
});
const total: ExportedMetric = { type: 'counter', labels: ['status'], values: STATUS };
const gauge = (...labels: readonly string[]): ExportedMetric => ({ type: 'gauge', labels });

/**
 * @see https://github.com/tektoncd/pipeline/blob/v1.15.0/docs/metrics.md
 * @see https://github.com/tektoncd/pipeline/blob/v1.15.0/docs/metrics-migration-otel.md
 */
export const TEKTON: Exporter = {
  product: 'Tekton Pipelines 1.15',
  prefixes: ['tekton_pipelines_controller_'],
  service: ['app.kubernetes.io/part-of', 'tekton-pipelines'],
  holdsFor: ({ tekton }) => tekton.isAtLeast('1.3'),
  metrics: {
    tekton_pipelines_controller_pipelinerun_duration_seconds: duration('pipeline', 'pipelinerun'),
    tekton_pipelines_controller_pipelinerun_taskrun_duration_seconds: duration(
      'pipeline',
      'pipelinerun',
      'task',
      'taskrun',
    ),
    tekton_pipelines_controller_taskrun_duration_seconds: duration('task', 'taskrun'),
    tekton_pipelines_controller_pipelinerun_total: total,
    tekton_pipelines_controller_taskrun_total: total,
    tekton_pipelines_controller_running_pipelineruns: gauge('namespace', 'pipeline', 'pipelinerun'),
    tekton_pipelines_controller_running_pipelineruns_waiting_on_pipeline_resolution: gauge(),
    tekton_pipelines_controller_running_pipelineruns_waiting_on_task_resolution: gauge(),
    tekton_pipelines_controller_running_taskruns: gauge(),
    tekton_pipelines_controller_running_taskruns_throttled_by_node: gauge('namespace'),
    tekton_pipelines_controller_running_taskruns_throttled_by_quota: gauge('namespace'),
    tekton_pipelines_controller_running_taskruns_waiting_on_task_resolution_count: gauge(),
    tekton_pipelines_controller_taskruns_pod_latency_milliseconds: {
      type: 'histogram',
      labels: ['namespace', 'task', 'taskrun', 'pod'],
    },
  },
  gone: {
    tekton_pipelines_controller_pipelinerun_count: 'tekton_pipelines_controller_pipelinerun_total',
    tekton_pipelines_controller_taskrun_count: 'tekton_pipelines_controller_taskrun_total',
    tekton_pipelines_controller_running_pipelineruns_count: 'tekton_pipelines_controller_running_pipelineruns',
    tekton_pipelines_controller_running_taskruns_count: 'tekton_pipelines_controller_running_taskruns',
  },
};
