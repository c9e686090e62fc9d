import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { toYaml } from '../../assembly';
import { COMMIT_TIME } from '../../model';
import { type AccountRef } from '../kubernetes/role-grant';
import { leaveNamespace, type ObjectProps, renderMetadata } from '../kubernetes/object-props';

export interface RolloutStateMetricsProps extends ObjectProps {
  /** The ServiceAccount of kube-state-metrics, which has to read the Rollouts. */
  readonly reader: Required<AccountRef>;
}

/**
 * What kube-state-metrics has to know to tell the commit time of every Rollout, as
 * `delivery_commit_timestamp_seconds{namespace,name}`: a ConfigMap whose `config.yaml` it is given with
 * `--custom-resource-state-config-file`, and the right to read Rollouts. The time comes from the Rollout's annotation
 * `delivery/commit-time`, which slipway's promoters write beside the new image; on the Rollout itself it starts no release.
 * No `--metric-annotations-allowlist` is needed: that one is for labels, and this is a number.
 * @see https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/extend/customresourcestate-metrics.md
 */
export class RolloutStateMetrics extends Construct {
  public readonly name: string;

  public constructor(scope: Construct, id: string, props: RolloutStateMetricsProps) {
    super(scope, id);
    this.name = props.name;
    const metadata = renderMetadata('RolloutStateMetrics', props);
    new k8s.KubeConfigMap(this, 'config', { metadata, data: { 'config.yaml': toYaml([stateMetrics()]) } });
    const clusterWide = renderMetadata('RolloutStateMetrics', { ...props, namespace: undefined });
    const role = new k8s.KubeClusterRole(this, 'role', {
      metadata: clusterWide,
      rules: [
        { apiGroups: ['argoproj.io'], resources: ['rollouts'], verbs: ['list', 'watch'] },
        { apiGroups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'], verbs: ['list', 'watch'] },
      ],
    });
    const binding = new k8s.KubeClusterRoleBinding(this, 'binding', {
      metadata: clusterWide,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: props.name },
      subjects: [{ kind: 'ServiceAccount', name: props.reader.name, namespace: props.reader.namespace }],
    });
    for (const object of [role, binding]) leaveNamespace(object);
  }
}

function stateMetrics(): object {
  return {
    kind: 'CustomResourceStateMetrics',
    spec: {
      resources: [
        {
          groupVersionKind: { group: 'argoproj.io', version: 'v1alpha1', kind: 'Rollout' },
          metricNamePrefix: 'delivery',
          labelsFromPath: { namespace: ['metadata', 'namespace'], name: ['metadata', 'name'] },
          metrics: [
            {
              name: 'commit_timestamp_seconds',
              help: 'When the commit of a Rollout was made.',
              each: { type: 'Gauge', gauge: { path: ['metadata', 'annotations', COMMIT_TIME] } },
            },
          ],
        },
      ],
    },
  };
}
