import { setTimeout } from 'node:timers/promises';
import { PinnedImage } from '../../../lib/model';
import { type Promoted } from './blue-green-expectation';
import { type Cluster } from './cluster';
import { differences, fieldsThatDiffer } from './comparison';
import { type End, type Expectation, expectationOf } from './expectation';
import { expectedAfter } from './interventions';
import { type CanaryStrategy, type RolloutObject } from '../../../lib/systems/rollouts/kinds';
import { type KubernetesObject } from '../../output';
import { type Glance, type ObservedRollout, type ObservedRun } from './observed';
import { type ScriptedPrometheus } from './scripted-prometheus';
import { type Sighting, trySee, type Versions } from './sighting';
import { type Scenario } from './trial';
import { type Turns } from './turns';
import { type Watch } from './watch';

/** The images of the two versions. */
export const IMAGES = { old: imageOf('a'), new: imageOf('b') };
/** Milliseconds: creation is noted in whole seconds, and the controller tells by them which of two versions is the older. */
const TELLS_AGES_APART = 1000;
/** Glances without a change after which a trial has come to rest. */
const AT_REST = 8;

/** The objects of a trial at one version of its image, with their gates at a Prometheus. */
export type ObjectsOf = (image: PinnedImage, prometheus: string) => readonly KubernetesObject[];

/** What the trials share. */
export interface Stage {
  readonly cluster: Cluster;
  readonly prometheus: ScriptedPrometheus;
  readonly watch: Watch;
  /** How many run at a time. */
  readonly turns: Turns;
}

/** Rolls the old version out, changes the image, and compares what happens with what the models say. */
export async function runTrial(
  stage: Stage,
  trial: Scenario,
  objectsOf: ObjectsOf,
  expectation: (trial: Scenario, objects: readonly KubernetesObject[]) => Expectation = expectationOf,
): Promise<readonly string[]> {
  const address = stage.prometheus.addressFor(trial.name, trial.answers ?? []);
  const changed = objectsOf(IMAGES.new, address);
  const expected = expectation(trial, changed);
  if (expected.end.phase !== trial.ends) return [`the models say ${expected.end.phase}, meant was ${trial.ends}`];

  const { cluster, watch } = stage;
  await cluster.apply(objectsOf(IMAGES.old, address));
  const old = await watch.until(60, 'the first version', (glance) => tryHashOfHealthy(glance, trial.name));
  await setTimeout(TELLS_AGES_APART);
  const since = performance.now();
  // A Rollout that adopts a Deployment takes its image from there.
  await cluster.apply(changed.filter(({ kind }) => ['Rollout', 'Deployment'].includes(kind)));
  const rollout = changed.find(({ kind }) => kind === 'Rollout') as unknown as RolloutObject;
  const versions = await watch.until(30, 'the new version', (glance) => tryVersions(glance, trial.name, old));
  const { sightings, ended } = await follow(watch, trial.name, versions, (sighting) => hasEnded(sighting, rollout));

  const runs = await cluster.list<ObservedRun>('apis/argoproj.io/v1alpha1', 'analysisruns', trial.name);
  const course = { sightings, seconds: (ended - since) / 1000, runs: inOrder(runs) };
  const queries = stage.prometheus.queriesOf(trial.name).filter((query) => !query.includes(versions.new));
  return [
    ...differences(expected, course),
    ...(await intervene(stage, trial, { rollout, versions, first: expected.end })),
    ...(queries.length > 0
      ? [`a query does not name the new version's hash ${versions.new}: ${queries[0] ?? ''}`]
      : []),
  ];
}

interface Rested {
  readonly rollout: RolloutObject;
  readonly versions: Versions;
  /** How the trial rested before anybody acted. */
  readonly first: End;
}

/** Lets the person of a trial act, and waits each time until it rests as the models say. */
async function intervene(stage: Stage, trial: Scenario, { rollout, versions, first }: Rested): Promise<string[]> {
  const { cluster, watch } = stage;
  let before = first;
  let current = versions.new;
  for (const { does, ends } of trial.then ?? []) {
    const expected = expectedAfter(does, before, first, rollout);
    if (expected.phase !== ends) return [`after ${does}: the models say ${expected.phase}, meant was ${ends}`];
    await cluster.act(does, trial.name);
    if (does === 'undo') current = versions.old;
    const said = await restsAs(watch, expected, `after ${does}`, (glance) =>
      trySee(glance, trial.name, versions, current),
    );
    if (said.length > 0) return said;
    before = expected;
  }
  return [];
}

/** Waits until nothing differs for a while; if that never comes, it says what differed at last. */
async function restsAs(
  watch: Watch,
  expected: End,
  place: string,
  look: (glance: Glance) => Sighting | undefined,
): Promise<string[]> {
  let said: readonly string[] = [`${place}: never seen`];
  let steady = 0;
  await watch
    .until(60, place, (glance) => {
      const sighting = look(glance);
      if (sighting) said = fieldsThatDiffer(place, expected, sighting);
      steady = sighting && said.length === 0 ? steady + 1 : 0;
      return steady === AT_REST ? true : undefined;
    })
    .catch(() => undefined);
  return steady === AT_REST ? [] : said.length > 0 ? [...said] : [`${place}: it did not rest`];
}

function tryHashOfHealthy({ rollouts }: Glance, trial: string): string | undefined {
  const { metadata, status } = tryRollout(rollouts, trial) ?? {};
  if (status?.phase !== 'Healthy' || status.observedGeneration !== String(metadata?.generation)) return undefined;
  return status.stableRS;
}

function tryVersions({ rollouts }: Glance, trial: string, old: string): Versions | undefined {
  const hash = tryRollout(rollouts, trial)?.status?.currentPodHash;
  return hash === undefined || hash === old ? undefined : { old, new: hash };
}

function tryRollout(rollouts: readonly ObservedRollout[], trial: string): ObservedRollout | undefined {
  return rollouts.find(({ metadata }) => metadata.namespace === trial);
}

/** Notes every glance at a trial until it has ended and nothing moves any more. */
async function follow(
  watch: Watch,
  trial: string,
  versions: Versions,
  hasEnded: (sighting: Sighting) => boolean,
): Promise<{ sightings: Sighting[]; ended: number }> {
  const sightings: Sighting[] = [];
  let ended: number | undefined;
  const seen = () => `${trial}: an end; last seen ${JSON.stringify(sightings.at(-1))}`;
  const end = await watch
    .until(90, 'an end', (glance) => {
      const sighting = trySee(glance, trial, versions);
      if (sighting === undefined) return undefined;
      sightings.push(sighting);
      if (!hasEnded(sighting)) ended = undefined;
      else ended ??= performance.now();
      const last = sightings.slice(-AT_REST).map((one) => JSON.stringify(one));
      return ended !== undefined && last.length === AT_REST && new Set(last).size === 1 ? ended : undefined;
    })
    .catch((error: unknown) => {
      throw new Error(seen(), { cause: error });
    });
  return { sightings, ended: end };
}

/** A pause is an end only where nothing but a person ends it. */
function hasEnded({ phase, pausedFor, step }: Sighting, { spec }: RolloutObject): boolean {
  if (phase !== 'Paused') return phase === 'Healthy' || phase === 'Degraded';
  const { canary, blueGreen }: { canary?: CanaryStrategy; blueGreen?: Promoted } = spec.strategy ?? {};
  const pause = canary?.steps?.[step]?.pause;
  return (
    pausedFor.includes('InconclusiveAnalysisRun') ||
    (pausedFor.includes('CanaryPauseStep') && pause !== undefined && pause.duration === undefined) ||
    (pausedFor.includes('BlueGreenPause') && blueGreen?.autoPromotionEnabled === false)
  );
}

function inOrder(runs: readonly ObservedRun[]): readonly ObservedRun[] {
  return [...runs].sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
}

const keyOf = ({ metadata }: ObservedRun): string => `${metadata.creationTimestamp} ${metadata.name}`;

function imageOf(digit: string): PinnedImage {
  return PinnedImage.of(`registry.example/order-service@sha256:${digit.repeat(64)}`);
}
