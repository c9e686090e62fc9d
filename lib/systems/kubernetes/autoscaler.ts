import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Duration, invalid } from '../../model';
import { type ObjectProps, type WorkloadRef, renderMetadata } from './object-props';
import { type OwnedFields } from './owned-fields';

export interface AutoscalerProps extends Partial<ObjectProps> {
  /** What is scaled. It must say no replicas of its own, or each apply would undo the scaling. */
  readonly target: WorkloadRef;
  /** The fewest replicas, at least 1. */
  readonly min: number;
  /** The most replicas. */
  readonly max: number;
  /** The share of the requested CPU, in percent, that is aimed at. @default 70 */
  readonly cpu?: number;
  /** The share of the requested memory, in percent, that is aimed at. @default memory does not count */
  readonly memory?: number;
  /** How long fewer replicas must have been enough before any are taken away, in whole seconds. @default 5 minutes */
  readonly scaleDownAfter?: Duration;
}

/** Replicas that follow the load: up at once, down slowly, by half at most each minute. */
export class Autoscaler extends Construct {
  public readonly name: string;
  /** The replicas of its target, which it moves. */
  public readonly ownedFields: readonly OwnedFields[];

  /** Throws `Autoscaler.<field>: …` for bounds or shares that make no sense. The name is that of the target unless given. */
  public constructor(scope: Construct, id: string, props: AutoscalerProps) {
    super(scope, id);
    this.name = props.name ?? props.target.name;
    const { apiVersion, kind, name } = props.target;
    this.ownedFields = [{ group: groupOf(apiVersion), kind, name, jqPathExpressions: ['.spec.replicas'] }];
    new k8s.KubeHorizontalPodAutoscalerV2(this, 'Default', {
      metadata: renderMetadata('Autoscaler', { ...props, name: this.name }),
      spec: {
        scaleTargetRef: { apiVersion, kind, name },
        minReplicas: replicas('Autoscaler.min', props.min, 1),
        maxReplicas: replicas('Autoscaler.max', props.max, props.min),
        metrics: [
          utilization('cpu', props.cpu ?? 70),
          ...(props.memory === undefined ? [] : [utilization('memory', props.memory)]),
        ],
        behavior: renderBehaviour(props.scaleDownAfter ?? Duration.minutes(5)),
      },
    });
  }
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

function utilization(name: 'cpu' | 'memory', averageUtilization: number): k8s.MetricSpecV2 {
  if (!Number.isInteger(averageUtilization) || averageUtilization < 1) {
    throw invalid(`Autoscaler.${name}`, 'a whole percentage above 0', averageUtilization);
  }
  return { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } };
}

function replicas(place: string, count: number, least: number): number {
  if (!Number.isInteger(count) || count < least) throw invalid(place, `a whole number of at least ${least}`, count);
  return count;
}

function renderBehaviour(scaleDownAfter: Duration): k8s.HorizontalPodAutoscalerBehaviorV2 {
  const seconds = scaleDownAfter.inSeconds;
  if (!Number.isInteger(seconds) || seconds > 3600) {
    throw invalid('Autoscaler.scaleDownAfter', 'whole seconds, up to an hour', scaleDownAfter.toString());
  }
  return {
    scaleDown: {
      stabilizationWindowSeconds: seconds,
      policies: [{ type: 'Percent', value: 50, periodSeconds: 60 }],
    },
  };
}
