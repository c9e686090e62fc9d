/** How many pods each side of a canary has. */
export interface Pods {
  readonly canary: number;
  readonly stable: number;
}

/** What decides how a canary without traffic router is scaled. */
export interface BasicCanary {
  readonly replicas: number;
  /** As upstream writes it: a count, or a percentage in text. @default 25% */
  readonly maxSurge?: number | string;
  /** As upstream writes it: a count, or a percentage in text. @default 25% */
  readonly maxUnavailable?: number | string;
}

/** What decides how a canary with a traffic router is scaled. */
export interface RoutedCanary {
  readonly replicas: number;
  /** Whether the stable side shrinks while the canary grows. @default false */
  readonly dynamicStableScale?: boolean;
  /** The fewest pods of a side that has any. @default 1 */
  readonly minPodsPerReplicaSet?: number;
  /** The weight that means all traffic. @default 100 */
  readonly maxWeight?: number;
}

/** A scale that `setCanaryScale` has set, where the last one does not follow the weight again. */
export interface FixedScale {
  readonly replicas?: number;
  readonly weight?: number;
}

const DEFAULT_FENCE = '25%';

/** The most pods over, and the most pods under, the wanted count while pods are exchanged. */
export function fencesOf(canary: BasicCanary): { readonly surge: number; readonly unavailable: number } {
  const surge = resolve(canary.maxSurge ?? DEFAULT_FENCE, canary.replicas, Math.ceil);
  const unavailable = resolve(canary.maxUnavailable ?? DEFAULT_FENCE, canary.replicas, Math.floor);
  return { surge, unavailable: Math.min(surge === 0 && unavailable === 0 ? 1 : unavailable, canary.replicas) };
}

/** A text is a percentage, with or without its sign: `"1"` in quotes is one percent, not one pod. */
function resolve(fence: number | string, replicas: number, round: (value: number) => number): number {
  if (typeof fence === 'number') return fence;
  return round((Number(fence.replace('%', '')) * replicas) / 100);
}

/**
 * The pods that a canary without router wants at a weight: the pair that comes nearest to it, with the replicas asked
 * for or one more. A weight between 1 and 99 never means no pod at all.
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/replicaset/canary.go
 */
export function wantedByBasicCanary(canary: BasicCanary, weight: number): Pods {
  const { replicas } = canary;
  if (replicas === 0) return { canary: 0, stable: 0 };
  const { surge } = fencesOf(canary);
  const exact = (replicas * weight) / 100;
  const noneAllowed = weight === 100 || weight === 0 || (replicas === 1 && surge === 0);
  const options: { canary: number; total: number }[] = [];
  const offer = (count: number, total: number): void => void options.push({ canary: count, total });
  const down = Math.floor(exact);
  const downAllowed = down !== 0 || noneAllowed;
  if (Math.ceil(exact) < replicas || noneAllowed) offer(Math.ceil(exact), replicas);
  if (!isTied(replicas, weight) && downAllowed) offer(down, replicas);
  if (surge > 0) {
    offer(Math.ceil(exact), replicas + 1);
    if (!isTied(replicas + 1, weight) && downAllowed) offer(down, replicas + 1);
  }
  const distance = (option: { canary: number; total: number }): number =>
    Math.abs((option.canary * 100) / option.total - weight);
  const [first, ...rest] = options;
  if (!first) return { canary: 0, stable: replicas };
  const best = rest.reduce((nearest, option) => (distance(option) < distance(nearest) ? option : nearest), first);
  return { canary: best.canary, stable: best.total - best.canary };
}

function isTied(total: number, weight: number): boolean {
  return (total * (weight / 100)) % 1 === 0.5;
}

/** The pods that a canary with a router wants at a weight. The stable side stays whole unless it scales dynamically. */
export function wantedByRoutedCanary(canary: RoutedCanary, weight: number, scale?: FixedScale): Pods {
  const maxWeight = canary.maxWeight ?? 100;
  const share = (part: number): number => Math.ceil((part * canary.replicas) / maxWeight);
  const atLeast = (count: number): number => (count === 0 ? 0 : Math.max(count, canary.minPodsPerReplicaSet ?? 1));
  const scaleWeight = scale?.replicas === undefined ? (scale?.weight ?? weight) : 0;
  const wanted = scale?.replicas ?? atLeast(share(scaleWeight));
  if (!canary.dynamicStableScale) return { canary: wanted, stable: canary.replicas };
  const stable = Math.max(share(maxWeight - scaleWeight), share(maxWeight - weight));
  return { canary: atLeast(wanted), stable: atLeast(stable) };
}

/** The pods after the controller's next move from some pods towards a weight, when every pod that exists is available. */
export function nextMove(canary: BasicCanary, weight: number, now: Pods): Pods {
  const wanted = wantedByBasicCanary(canary, weight);
  const { surge, unavailable } = fencesOf(canary);
  const most = canary.replicas + surge;
  const fewest = canary.replicas - unavailable;
  const grown = grow(now, wanted, most);
  const spare = now.canary + now.stable - fewest;
  if (spare <= 0) return grown;
  if (wanted.canary >= now.canary) {
    const drained = drain(now.stable, wanted.stable, spare, grown.stable);
    const [stable, kept] = within(now.stable, now.canary, drained, grown.canary, most, fewest);
    return { canary: kept, stable };
  }
  const drained = drain(now.canary, wanted.canary, spare, grown.canary);
  const [fewer, stable] = within(now.canary, now.stable, drained, grown.stable, most, fewest);
  return { canary: fewer, stable };
}

/** Stable pods come first, then canary pods, as far as the surge lets them. */
function grow(now: Pods, wanted: Pods, most: number): Pods {
  let room = most - now.canary - now.stable;
  const stable = now.stable < wanted.stable && room > 0 ? Math.min(now.stable + room, wanted.stable) : now.stable;
  room -= stable - now.stable;
  const canary = now.canary < wanted.canary && room > 0 ? Math.min(now.canary + room, wanted.canary) : now.canary;
  return { canary, stable };
}

function drain(now: number, wanted: number, spare: number, otherwise: number): number {
  return now > wanted ? Math.max(wanted, now - spare) : otherwise;
}

/** Keeps the sum below the surge, and gives back to the other side what availability would lose by that. */
function within(
  drainedNow: number,
  otherNow: number,
  drained: number,
  other: number,
  most: number,
  fewest: number,
): readonly [number, number] {
  const over = Math.max(0, other + drained - most);
  const fewer = other - over;
  const available = Math.min(drainedNow, drained) + Math.min(otherNow, fewer);
  const lost = Math.max(0, otherNow - fewer);
  const kept = fewer + Math.min(lost, Math.max(0, fewest - available));
  return [drained - Math.max(0, kept + drained - most), kept];
}
