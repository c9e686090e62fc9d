import { type ExportedMetric, type Exporter } from '../exported-metrics';

const APPLICATION = ['namespace', 'name', 'project'];
const metric = (type: ExportedMetric['type'], ...labels: readonly string[]): ExportedMetric => ({ type, labels });

/** @see https://github.com/argoproj/argo-cd/blob/v3.5.1/controller/metrics/metrics.go */
export const ARGO_CD: Exporter = {
  product: 'Argo CD 3.5',
  prefixes: ['argocd_app_', 'argocd_cluster_'],
  service: ['app.kubernetes.io/name', 'argocd-metrics'],
  holdsFor: () => true,
  metrics: {
    argocd_app_condition: metric('gauge', ...APPLICATION, 'condition'),
    argocd_app_info: {
      type: 'gauge',
      labels: [
        ...APPLICATION,
        'autosync_enabled',
        'repo',
        'dest_server',
        'dest_namespace',
        'sync_status',
        'health_status',
        'operation',
      ],
      values: {
        sync_status: ['Synced', 'OutOfSync', 'Unknown'],
        health_status: ['Healthy', 'Progressing', 'Suspended', 'Degraded', 'Missing', 'Unknown'],
        autosync_enabled: ['true', 'false'],
      },
    },
    argocd_app_k8s_request_total: metric(
      'counter',
      ...APPLICATION,
      'server',
      'response_code',
      'verb',
      'resource_kind',
      'resource_namespace',
      'dry_run',
    ),
    argocd_app_orphaned_resources_count: metric('gauge', ...APPLICATION),
    argocd_app_reconcile: metric('histogram', 'namespace', 'dest_server'),
    argocd_app_sync_duration_seconds_total: metric('counter', ...APPLICATION, 'dest_server'),
    argocd_app_sync_total: {
      type: 'counter',
      labels: [...APPLICATION, 'dest_server', 'phase', 'dry_run'],
      values: { phase: ['Succeeded', 'Failed', 'Error'], dry_run: ['true', 'false'] },
    },
    argocd_cluster_api_resource_objects: metric('gauge', 'server'),
    argocd_cluster_api_resources: metric('gauge', 'server'),
    argocd_cluster_cache_age_seconds: metric('gauge', 'server'),
    argocd_cluster_connection_status: metric('gauge', 'server', 'k8s_version'),
    argocd_cluster_events_total: metric('counter', 'server', 'group', 'kind'),
    argocd_cluster_info: metric('gauge', 'server', 'k8s_version', 'name'),
  },
};
