import { monitoringRules } from '../../../lib/systems/monitoring/rules';
import { type Said, testObjectRules } from '../../rule-examples';

const RULES = 'PrometheusRule observability/delivery';
const EXPR = 'spec.groups[0].rules[0].expr';

/** The Prometheus itself is installed by others: its schema is not among ours. */
const UNKNOWN_KIND = 'SCH003';

/** Subject, path, message and repair of what each rule says of its bad example. */
const SAID: Readonly<Record<string, Said>> = {
  MON001: [
    RULES,
    EXPR,
    'alert "Trouble": line 1, column 5: rate() needs a range in brackets, such as [2m]',
    'correct the query',
  ],
  MON002: [
    RULES,
    EXPR,
    'alert "Trouble" asks for tekton_pipelines_controller_pipelinerun_count, which Tekton Pipelines 1.15 does not export',
    'ask for tekton_pipelines_controller_pipelinerun_total',
  ],
  MON003: [
    RULES,
    EXPR,
    'alert "Trouble": argocd_app_sync_total has no label "app", it has namespace, name, project, dest_server, phase, dry_run',
    'name a label that it has',
  ],
  MON004: [
    RULES,
    EXPR,
    'alert "Trouble": the phase of rollout_info is never "Healthy"',
    'choose of Completed, Progressing, Paused, Timeout, Error, Abort, InvalidSpec',
  ],
  MON005: [RULES, EXPR, 'alert "Trouble": rate() of rollout_info, which is a gauge', 'take the rate of a counter'],
  MON006: [
    RULES,
    EXPR,
    'alert "Trouble": each series of jobs_total is divided by itself, which is 1',
    'sum both sides: sum(…) / sum(…)',
  ],
  MON007: [RULES, EXPR, 'alert "Trouble": the sum under histogram_quantile() drops "le"', 'sum by (le)'],
  MON008: [
    RULES,
    EXPR,
    'alert "Trouble": histogram_quantile() asks each series of http_request_duration_seconds_bucket by itself',
    'write sum by (le) (…)',
  ],
  MON009: [RULES, 'spec.groups[0].rules[0].for', 'alert "Trouble" has no "for"', 'say how long it must have lasted'],
  MON010: [RULES, 'spec.groups[0].rules[0]', 'alert "Trouble" has no label severity', 'add the label severity'],
  MON011: [
    RULES,
    'metadata.labels',
    'no Prometheus selects it: they ask for release=monitoring',
    'give it those labels',
  ],
  MON012: [
    'ServiceMonitor shop/orders',
    'spec.selector',
    'no Service of its namespace has app=order',
    'select labels of the Services',
  ],
  MON013: [
    'ServiceMonitor shop/orders',
    'spec.endpoints[0].port',
    'nothing that it selects has a port "metrics", there is http',
    'name a port that is there',
  ],
  MON014: [
    'AnalysisTemplate shop/requests',
    'spec.metrics[0].provider.prometheus.query',
    'its query selects rollouts_pod_template_hash, which PodMonitor orders does not write',
    'name the label in podTargetLabels',
  ],
  MON015: [
    RULES,
    'spec.groups[0].rules[0].annotations.summary',
    'alert "Trouble": the answer has no label "pod"',
    'keep the label in the query',
  ],
  MON016: [
    RULES,
    'spec.groups[0].rules[0].labels.length',
    'alert "Trouble": its label "length" changes with the value',
    'put the value into an annotation',
  ],
  MON017: [
    'ServiceMonitor shop/orders',
    'spec.endpoints[0]',
    'the namespace that Argo Rollouts 1.9 writes becomes exported_namespace, and rules ask for namespace',
    'set honorLabels: true',
  ],
  MON018: [
    RULES,
    'spec.groups[0].rules[0]',
    'recording "job:up:sum" has "for", which only an alert has',
    'make it one of the two',
  ],
};

testObjectRules(monitoringRules, SAID, ({ rule }) => rule === UNKNOWN_KIND);
