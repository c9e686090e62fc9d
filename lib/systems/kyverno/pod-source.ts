import { type ImageValidatingPolicySpecMatchConstraints as MatchConstraints } from '../../../imports/policies.kyverno.io';
import { type Namespaces } from './namespaces';

const EVERY_LIST = ['containers', 'initContainers', 'ephemeralContainers'];

/** One of the ways by which containers come into a cluster. Each needs a policy of its own. */
export class PodSource {
  /** Pods, and through Kyverno's autogen Deployments, StatefulSets, DaemonSets, ReplicaSets, Jobs and CronJobs. */
  public static readonly pods = new PodSource('pods', '', 'object.spec', EVERY_LIST);

  /** What `kubectl debug` adds to a running pod. Named beside `pods` in one rule it would switch autogen off. */
  public static readonly ephemeralContainers = new PodSource(
    'pods/ephemeralcontainers',
    '-ephemeral',
    'object.spec',
    EVERY_LIST,
  );

  /** Argo Rollouts, which autogen does not know. Without a policy a Rollout is admitted and hangs: its pods are not. */
  public static readonly rollouts = new PodSource(
    'rollouts',
    '-rollouts',
    // A Rollout that takes its pods from a Deployment (workloadRef) has no template.
    'object.spec.?template.?spec',
    ['containers', 'initContainers'],
  );

  public static readonly all = [PodSource.pods, PodSource.ephemeralContainers, PodSource.rollouts] as const;

  private constructor(
    /** The resource whose admission is judged. */
    public readonly resource: 'pods' | 'pods/ephemeralcontainers' | 'rollouts',
    /** What the name of its policy ends with. */
    public readonly suffix: string,
    private readonly podSpec: string,
    /** The lists of containers that come this way. */
    public readonly lists: readonly string[],
  ) {}

  /** The id of its construct. */
  public get id(): string {
    return this.resource.replace('/', '-');
  }

  /** CEL: one list of containers; empty where the pod has none. */
  public list(name: string): string {
    return `${this.podSpec}.?${name}.orValue([])`;
  }

  /** @internal */
  public _matchConstraints(namespaces: Namespaces): MatchConstraints {
    const isRollout = this.resource === 'rollouts';
    return {
      namespaceSelector: namespaces._render(),
      resourceRules: [
        {
          apiGroups: [isRollout ? 'argoproj.io' : ''],
          apiVersions: [isRollout ? 'v1alpha1' : 'v1'],
          operations: this.resource === 'pods/ephemeralcontainers' ? ['UPDATE'] : ['CREATE', 'UPDATE'],
          resources: [this.resource],
        },
      ],
    };
  }
}

/**
 * Judges a change only where it changes pods. Controllers update what they have all day: in a rollback the stable
 * ReplicaSet must be scaled up, also while the registry is away.
 */
export const WHEN_PODS_CHANGE = {
  name: 'pods-change',
  expression: "request.operation == 'CREATE' || object.spec != oldObject.spec",
} as const;
