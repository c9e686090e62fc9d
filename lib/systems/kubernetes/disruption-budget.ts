import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { invalid } from '../../model';
import { type ObjectProps, renderMetadata } from './object-props';
import { type PodTemplate } from './pod-template';

/** A number of pods, or a share of them. */
export type PodCount = number | `${number}%`;

/** How many pods may be missing, or how many must be there: one of the two. */
export type DisruptionLimit =
  | {
      /** The most pods that may be missing; a share is rounded up, so it is never none. @default 25% */
      readonly maxUnavailable?: PodCount;
      readonly minAvailable?: never;
    }
  | {
      readonly maxUnavailable?: never;
      /** The fewest pods that must be there. */
      readonly minAvailable: PodCount;
    };

export type DisruptionBudgetProps = Partial<ObjectProps> & {
  /** The pods that it speaks of. */
  readonly pods: Pick<PodTemplate, 'name' | 'selector'>;
} & DisruptionLimit;

/**
 * How many pods a node drain may take at a time. Pods that are not ready do not count: a broken release must not keep
 * nodes from being drained.
 */
export class DisruptionBudget extends Construct {
  public readonly name: string;

  /** Throws `DisruptionBudget.<field>: …` for a budget under which no pod could ever be evicted. */
  public constructor(scope: Construct, id: string, props: DisruptionBudgetProps) {
    super(scope, id);
    this.name = props.name ?? props.pods.name;
    const { pods, name, namespace, labels, annotations } = { ...props, name: this.name };
    new k8s.KubePodDisruptionBudget(this, 'Default', {
      metadata: renderMetadata('DisruptionBudget', { name, namespace, labels, annotations }),
      spec: {
        selector: { matchLabels: { ...pods.selector } },
        ...renderLimit(props),
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    });
  }
}

function renderLimit({ minAvailable, maxUnavailable = '25%' }: DisruptionLimit): k8s.PodDisruptionBudgetSpec {
  if (minAvailable === undefined) {
    return { maxUnavailable: count('DisruptionBudget.maxUnavailable', maxUnavailable, 1, 100) };
  }
  return { minAvailable: count('DisruptionBudget.minAvailable', minAvailable, 0, 99) };
}

function count(place: string, value: PodCount, least: number, most: number): k8s.IntOrString {
  const percent = typeof value === 'string' ? /^(\d{1,3})%$/.exec(value)?.[1] : undefined;
  const amount = Number(percent ?? value);
  if (!Number.isInteger(amount) || amount < least || (percent !== undefined && amount > most)) {
    throw invalid(place, `whole pods, or ${least}% to ${most}%`, value, 'otherwise no node could be drained');
  }
  return typeof value === 'number' ? k8s.IntOrString.fromNumber(value) : k8s.IntOrString.fromString(value);
}
