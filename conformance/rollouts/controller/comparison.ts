import { type Expectation, type Rest } from './expectation';
import { type ExpectedRun } from './measurements';
import { type ObservedRun } from './observed';
import { type Sighting } from './sighting';

/** What really happened in a trial. */
export interface Course {
  /** From the change of the image on; the last one is how it ended. */
  readonly sightings: readonly Sighting[];
  /** Seconds from the change of the image to the end. */
  readonly seconds: number;
  readonly runs: readonly ObservedRun[];
}

/** Every place where the controller did something else than the models say. */
export function differences(expected: Expectation, course: Course): readonly string[] {
  const { sightings } = course;
  const end = sightings.at(-1);
  const endedAt = sightings.findIndex(({ aborted, phase }) => aborted || phase === 'Healthy');
  const way = endedAt < 0 ? sightings : sightings.slice(0, endedAt);
  return [
    ...stepsOutOfOrder(way),
    ...expected.rests.flatMap((rest) => differencesAt(rest, way)),
    ...fieldsThatDiffer('the end', expected.end, end),
    ...(expected.peak === undefined ? [] : podsAbove(expected.peak, way)),
    ...runsThatDiffer(expected.runs, course.runs),
    ...timeThatDiffers(expected, course.seconds),
  ];
}

function stepsOutOfOrder(way: readonly Sighting[]): readonly string[] {
  const steps = way.map(({ step }) => step);
  const inOrder = steps.every((step, index) => step >= (steps[index - 1] ?? 0));
  return inOrder ? [] : [`steps: expected a rising order, got ${[...new Set(steps)].join(', ')}`];
}

/**
 * The lists of a glance are not read at one instant, so the very last glance at a step may show a bit of the next one. A
 * pause has a beginning and an end, which a busy machine shows for longer than the pause itself.
 */
function differencesAt(rest: Rest, way: readonly Sighting[]): readonly string[] {
  const there = way.filter(({ step }) => step === rest.step);
  const resting = there.filter(({ phase }) => phase === rest.phase);
  const [seen] = [resting, there].flatMap((some) => some.at(-2) ?? some[0] ?? []);
  return fieldsThatDiffer(`step ${String(rest.step)}`, rest, seen);
}

/** Every expected field that a sighting does not have. */
export function fieldsThatDiffer(
  place: string,
  expected: Partial<Sighting>,
  seen: Sighting | undefined,
): readonly string[] {
  if (seen === undefined) return [`${place}: never seen`];
  return Object.entries(expected).flatMap(([field, value]) => {
    const got = seen[field as keyof Sighting];
    const said = seen.message === '' ? '' : ` (${seen.message})`;
    return got === value ? [] : [`${place}: expected ${field} ${String(value)}, got ${String(got)}${said}`];
  });
}

function podsAbove(peak: number, way: readonly Sighting[]): readonly string[] {
  const most = Math.max(...way.map(({ canary, stable }) => canary + stable));
  return most > peak ? [`pods: expected at most ${String(peak)}, got ${String(most)}`] : [];
}

function runsThatDiffer(expected: readonly ExpectedRun[], seen: readonly ObservedRun[]): readonly string[] {
  if (seen.length !== expected.length) {
    return [`analysis runs: expected ${String(expected.length)}, got ${String(seen.length)}`];
  }
  return expected.flatMap((run, index) => runThatDiffers(`analysis run ${String(index + 1)}`, run, seen[index]));
}

function runThatDiffers(place: string, expected: ExpectedRun, seen: ObservedRun | undefined): readonly string[] {
  const [result] = seen?.status?.metricResults ?? [];
  const measured = (result?.measurements ?? []).map(({ phase }) => phase);
  const message = result?.message ?? '';
  const problems: string[] = [];
  if (result?.phase !== expected.phase) {
    problems.push(`${place}: expected ${expected.phase}, got ${String(result?.phase)} (${message})`);
  }
  if (expected.measured && measured.join() !== expected.measured.join()) {
    problems.push(`${place}: expected measurements ${expected.measured.join()}, got ${measured.join()}`);
  }
  if (!message.includes(expected.message ?? '') && !seen?.status?.message?.includes(expected.message ?? '')) {
    problems.push(`${place}: expected "${String(expected.message)}", got "${message}"`);
  }
  return problems;
}

/** The controller counts in whole seconds, so each wait may be up to one second short; a busy machine makes it longer. */
function timeThatDiffers({ time, rests, runs }: Expectation, seconds: number): readonly string[] {
  const [least, most] = [time.inSeconds - rests.length - runs.length - 1, time.inSeconds + 30];
  if (seconds >= least && seconds <= most) return [];
  return [`time: expected about ${time.toString()}, got ${seconds.toFixed(1)} s`];
}
