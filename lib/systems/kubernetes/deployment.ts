import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type Duration, invalid } from '../../model';
import { type ObjectProps, type WorkloadRef, renderMetadata } from './object-props';
import { type PodTemplate } from './pod-template';

export interface DeploymentProps extends Partial<ObjectProps> {
  /** The pods. */
  readonly pods: PodTemplate;
  /** How many. @default not said, which leaves it to an `Autoscaler`; Kubernetes begins with one */
  readonly replicas?: number;
  /** How long a pod must be ready before it counts, in whole seconds. @default not at all */
  readonly minReady?: Duration;
  /** How long a release may take without progress until it counts as failed, in whole seconds. @default 10 minutes */
  readonly progressDeadline?: Duration;
  /** How many old releases are kept to go back to. @default 3 */
  readonly revisionHistory?: number;
}

/** Replicas of a pod that a release replaces one by one, never fewer than wanted: the simplest strategy. */
export class Deployment extends Construct implements WorkloadRef {
  public readonly apiVersion = 'apps/v1';
  public readonly kind = 'Deployment';
  public readonly name: string;

  /** Throws `Deployment.<field>: …` for counts and times that Kubernetes would refuse. The name is that of the pods unless given. */
  public constructor(scope: Construct, id: string, props: DeploymentProps) {
    super(scope, id);
    const { pods } = props;
    this.name = props.name ?? pods.name;
    // Not cdk8s-plus' generated class: it is of Kubernetes 1.28 and would drop the wait of `preStop`.
    new ApiObject(this, 'Default', {
      apiVersion: this.apiVersion,
      kind: this.kind,
      metadata: renderMetadata('Deployment', {
        ...props,
        name: this.name,
        labels: { ...pods.selector, ...props.labels },
      }),
      spec: {
        ...(props.replicas === undefined ? {} : { replicas: count('Deployment.replicas', props.replicas) }),
        revisionHistoryLimit: count('Deployment.revisionHistory', props.revisionHistory ?? 3),
        ...renderTimes(props),
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: '25%' } },
        selector: { matchLabels: pods.selector },
        template: pods.render(),
      },
    });
  }
}

function renderTimes({ minReady, progressDeadline }: DeploymentProps): object {
  const ready = count('Deployment.minReady', minReady?.inSeconds ?? 0);
  const deadline = count('Deployment.progressDeadline', progressDeadline?.inSeconds ?? 600);
  if (deadline <= ready) {
    throw invalid('Deployment.progressDeadline', `more than the ${ready} s of minReady`, `${deadline}s`);
  }
  return { ...(ready === 0 ? {} : { minReadySeconds: ready }), progressDeadlineSeconds: deadline };
}

function count(place: string, value: number): number {
  if (!Number.isInteger(value) || value < 0) throw invalid(place, 'a whole number of at least 0', value);
  return value;
}
