import { type OwnedFields } from '../kubernetes/owned-fields';
import { type Versions } from '../routing/destination';
import { type RouteObject } from '../routing/route-object';
import { type RouterSkill } from './step';

/** The names by which a Rollout's parts know each other. */
export interface RolloutNames {
  /** The Rollout itself, and the Service that reaches both versions, where there is one. */
  readonly rollout: string;
  /** The Service that reaches the version that serves everybody: stable, or active; with ping and pong, by turns. */
  readonly current: string;
  /** The Service that reaches the new version alone: canary, or preview. */
  readonly next: string;
}

/** What a router is told of the Rollout it splits traffic for. */
export interface RouterContext {
  readonly names: RolloutNames;
  /** The port of the Services. */
  readonly port: number;
  /** The labels that both versions' pods have. */
  readonly selector: Readonly<Record<string, string>>;
  /** The namespace of the Rollout, where it is known. */
  readonly namespace?: string;
  /** The names of the routes that its steps make the controller add. */
  readonly managedRoutes?: readonly string[];
  /** Whether the two Services change places with each release. */
  readonly pingPong?: boolean;
}

/** A plain object for the cluster, with the construct id it is kept under. */
export interface RenderedObject {
  readonly id: string;
  readonly object: RouteObject;
}

/** How traffic is split between two versions: what `Traffic` chooses from. */
export interface Router {
  /** What steps can ask of it. */
  readonly skills: ReadonlySet<RouterSkill>;
  /** Whether it compares headers with exact texts only. */
  readonly exactHeadersOnly: boolean;
  /** Whether callers use one Service over both versions. */
  readonly sharedService: boolean;
  /** Renders `trafficRouting`; nothing where the pods themselves are the split. */
  readonly tryRender: (context: RouterContext) => object | undefined;
  /** The objects that the controller writes weights into, all traffic on the current version to begin with. */
  readonly objects: (context: RouterContext) => readonly RenderedObject[];
  /** What the controller writes into those objects, and into ones that are rendered elsewhere. */
  readonly ownedFields: (context: RouterContext) => readonly OwnedFields[];
}

/** The two Services of a Rollout. */
export function versionsOf({ names, port }: RouterContext): Versions {
  return { current: { name: names.current, port }, next: { name: names.next, port } };
}
