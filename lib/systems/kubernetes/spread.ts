const ZONE = 'topology.kubernetes.io/zone';
const NODE = 'kubernetes.io/hostname';

/** How the pods of one workload are kept apart, so that a lost node or zone takes few of them. */
export class Spread {
  /** Evenly over zones and nodes where there is room; a pod is never left waiting for it. */
  public static readonly preferred = new Spread([
    constraint(ZONE, 'ScheduleAnyway'),
    constraint(NODE, 'ScheduleAnyway'),
  ]);

  /** Evenly over zones always, even if a pod has to wait for room; over nodes where there is room. */
  public static readonly acrossZones = new Spread([
    constraint(ZONE, 'DoNotSchedule'),
    constraint(NODE, 'ScheduleAnyway'),
  ]);

  /** As the scheduler likes. */
  public static readonly none = new Spread([]);

  private constructor(private readonly constraints: readonly object[]) {}

  /** @internal */
  public _render(selector: Readonly<Record<string, string>>): object {
    if (this.constraints.length === 0) return {};
    return {
      topologySpreadConstraints: this.constraints.map((one) => ({ ...one, labelSelector: { matchLabels: selector } })),
    };
  }
}

function constraint(topologyKey: string, whenUnsatisfiable: 'ScheduleAnyway' | 'DoNotSchedule'): object {
  return { maxSkew: 1, topologyKey, whenUnsatisfiable };
}
