import { invalid } from '../../model';

/** A Service at one of its ports: the construct `Service`, the `service` of a Rollout, or any object with these facts. */
export interface ServiceRef {
  readonly name: string;
  readonly port: number;
}

/** A share of the traffic that stands in Git. */
export interface Share {
  readonly service: ServiceRef;
  /** The share, in percent. */
  readonly percent: number;
}

/** The Services of two versions of one workload. */
export interface Versions {
  /** The one that everybody uses. */
  readonly current: ServiceRef;
  /** The one that a release gives a share. */
  readonly next: ServiceRef;
}

/** Where a route sends one share of the traffic. */
export interface Backend {
  readonly service: ServiceRef;
  /** The part of the Service's pods, where it is not all of them. */
  readonly subset?: string;
  /** The share, in percent. */
  readonly weight: number;
}

/** Where a route leads, and with it who owns its weights. */
export class Destination {
  /** One Service gets everything. Canaries of Flagger need no more: it writes routes of its own. */
  public static service(service: ServiceRef): Destination {
    return new Destination([{ service, weight: 100 }], 'git');
  }

  /** Several Services, in shares that are changed in Git. Throws `Destination.shares: …` unless they make 100 %. */
  public static shares(shares: readonly Share[]): Destination {
    const percents = shares.map(({ percent }) => percent);
    const whole = percents.every((percent) => Number.isInteger(percent) && percent >= 0);
    if (!whole || percents.reduce((sum, percent) => sum + percent, 0) !== 100) {
      throw invalid('Destination.shares', 'whole percentages that make 100 together', percents);
    }
    const names = shares.map(({ service }) => service.name);
    if (new Set(names).size < names.length) throw invalid('Destination.shares', 'each Service once', names);
    return new Destination(
      shares.map(({ service, percent }) => ({ service, weight: percent })),
      'git',
    );
  }

  /** Two versions whose shares Argo Rollouts moves. It begins with all traffic on the current one. */
  public static versions({ current, next }: Versions): Destination {
    if (current.name === next.name) throw invalid('Destination.versions', 'two Services', current.name);
    return new Destination(
      [
        { service: current, weight: 100 },
        { service: next, weight: 0 },
      ],
      'argo-rollouts',
    );
  }

  /** The same with one Service, the subsets of whose pods a `DestinationRule` tells apart. Only Istio knows subsets. */
  public static subsets(service: ServiceRef, names: { readonly current: string; readonly next: string }): Destination {
    return new Destination(
      [
        { service, subset: names.current, weight: 100 },
        { service, subset: names.next, weight: 0 },
      ],
      'argo-rollouts',
    );
  }

  private constructor(
    /** What the route is rendered with; the first one gets what a route without weights would lead to. */
    public readonly backends: readonly Backend[],
    /** Who may change the weights. */
    public readonly weightsOwner: 'git' | 'argo-rollouts',
  ) {}

  /** The first Service, where a route names only one. */
  public get main(): ServiceRef {
    const [first] = this.backends;
    if (first === undefined) throw invalid('Destination.shares', 'at least one Service', this.backends);
    return first.service;
  }

  /** @internal Throws at a place where subsets mean nothing. */
  public _refuseSubsets(place: string): void {
    const subset = this.backends.find((backend) => backend.subset !== undefined)?.subset;
    if (subset !== undefined) throw invalid(place, 'Services', `the subset ${subset}`, 'only Istio knows subsets');
  }
}
