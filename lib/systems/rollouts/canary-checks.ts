import { Duration, invalid } from '../../model';
import { type CanaryOptions, type CanaryProps } from './canary';
import { type Gate } from './gate';
import { type Step } from './step';
import { type Traffic } from './traffic';

/** Throws where a step asks for what the traffic router cannot do. */
export function checkSkills(steps: readonly Step[], traffic: Traffic): void {
  steps.forEach((step, index) => {
    const place = `Canary.steps[${index}]`;
    if (step.needs !== undefined && !traffic.can(step.needs)) {
      throw invalid(place, `a traffic router that knows ${SKILLS[step.needs]}`, 'one that does not');
    }
    const inexact = step.headerMatches.find((kind) => kind !== 'exact');
    if (inexact !== undefined && traffic.exactHeadersOnly) {
      throw invalid(place, 'exact header values, the only ones that its router compares', inexact);
    }
  });
}

/** Throws where Services cannot change places, or where a gate would look for the new version behind one of them. */
export function checkPingPong({ pingPong }: CanaryOptions, gates: readonly Gate[], traffic: Traffic): void {
  if (!pingPong) return;
  if (!traffic.can('ping-pong')) {
    throw invalid('Canary.pingPong', `a traffic router that knows ${SKILLS['ping-pong']}`, 'one that does not');
  }
  const direct = gates.find(({ asksPrometheus }) => !asksPrometheus)?.name;
  if (direct !== undefined) {
    const repair = 'the new version is behind ping and pong by turns';
    throw invalid('Canary.pingPong', 'gates that ask Prometheus', direct, repair);
  }
}

const SKILLS = {
  scale: 'a scale apart from the weight',
  headers: 'routes by header',
  mirror: 'mirrored requests',
  'experiment-weights': 'weights for experiments',
  'ping-pong': 'Services that change places',
} as const;

/** Throws for what has a meaning only where a router splits the traffic. */
export function checkUnrouted(props: CanaryOptions): void {
  for (const field of [
    'scaleDownDelay',
    'abortScaleDownDelay',
    'dynamicStableScale',
    'minPodsPerReplicaSet',
  ] as const) {
    const value = props[field];
    if (value === undefined || value === false) continue;
    const got = value instanceof Duration ? value.toString() : value;
    throw invalid(`Canary.${field}`, 'nothing without a traffic router', got, 'the pods themselves are the split');
  }
}

/** Throws for fences that are no counts or percentages, or that leave no room to exchange pods. */
export function checkFences({ maxSurge, maxUnavailable }: CanaryOptions): void {
  for (const [field, fence] of Object.entries({ maxSurge, maxUnavailable })) {
    const fits =
      typeof fence === 'number' ? Number.isSafeInteger(fence) && fence >= 0 : /^\d{1,3}%$/.test(fence ?? '0%');
    if (!fits) throw invalid(`Canary.${field}`, 'a whole count, or a percentage such as "25%"', fence);
  }
  if (isNone(maxSurge ?? '25%') && isNone(maxUnavailable ?? 0)) {
    throw invalid(
      'Canary.maxSurge',
      'above zero where maxUnavailable is 0',
      maxSurge,
      'no pod could ever be exchanged',
    );
  }
}

function isNone(fence: number | string): boolean {
  return fence === 0 || fence === '0%';
}

/** Throws where the two ways to scale an aborted release down contradict each other. */
export function checkScale(props: CanaryOptions): void {
  for (const field of ['scaleDownDelay', 'abortScaleDownDelay'] as const) {
    const delay = props[field];
    if (delay === undefined) continue;
    if (!Number.isInteger(delay.inSeconds)) throw invalid(`Canary.${field}`, 'whole seconds', delay.toString());
    if (props.dynamicStableScale) {
      const expected = 'nothing beside dynamicStableScale';
      throw invalid(`Canary.${field}`, expected, delay.toString(), 'the canary then shrinks with its traffic');
    }
  }
  const fewest = props.minPodsPerReplicaSet;
  if (fewest !== undefined && (!Number.isSafeInteger(fewest) || fewest < 1)) {
    throw invalid('Canary.minPodsPerReplicaSet', 'a whole number of at least 1', fewest);
  }
}

/** Throws where a gate looks back to before the weight that it judges. */
export function checkWindows(steps: readonly Step[]): void {
  let held = Duration.zero;
  for (const step of steps) {
    if (step.weight !== undefined) held = Duration.zero;
    if (step.pause instanceof Duration) held = held.plus(step.pause);
    for (const gate of step.gates) {
      const seen = (step.ownPods ? Duration.zero : held).plus(gate.limits.initialDelay ?? Duration.zero);
      if (!gate.window.isLongerThan(seen)) continue;
      const expected = `at least ${gate.window}, the window of ${gate.name}, before it looks`;
      throw invalid('Canary.pause', expected, seen.toString(), 'it would judge the time before the weight');
    }
  }
}

/** Throws for gates beside the steps that begin where there is no step, or that end before they have measured. */
export function checkBackground({ steps, background = [], backgroundFrom = 1 }: CanaryProps): void {
  if (background.length === 0) return;
  if (!Number.isSafeInteger(backgroundFrom) || backgroundFrom < 0 || backgroundFrom >= steps.length) {
    throw invalid('Canary.backgroundFrom', `the index of a step, 0 to ${steps.length - 1}`, backgroundFrom);
  }
  const names = background.map(({ name }) => name);
  if (new Set(names).size < names.length) throw invalid('Canary.background', 'gates of different names', names);
  if (steps.some((step) => step.pause === 'forever')) return;
  const watched = steps
    .slice(backgroundFrom)
    .map((step) => (step.pause instanceof Duration ? step.pause : Duration.zero));
  const time = watched.reduce((sum, pause) => sum.plus(pause), Duration.zero);
  for (const gate of background) {
    const first = gate.limits.initialDelay ?? Duration.zero;
    if (!first.isLongerThan(time)) continue;
    const expected = `pauses of at least ${first} from step ${backgroundFrom} on`;
    throw invalid('Canary.background', expected, time.toString(), `${gate.name} would end without having measured`);
  }
}
