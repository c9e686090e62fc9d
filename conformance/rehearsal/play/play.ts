import { Duration } from '../../../lib';
import { PLACE } from '../program';
import { attack } from './attacks';
import { type Built, build } from './build-act';
import { auditFaults, playFaults } from './fault-act';
import { survive } from './kills';
import { blueGreen } from './partners-act';
import { promote } from './promotion-act';
import { type RunRecord } from './record';
import { Recorder } from './recorder';
import { arrives, failuresOf, underLoad } from './release-act';
import { rollBack } from './rollback-act';
import { type Stage, setStage } from './stage';
import { Unaudited } from './unaudited';
import { versions } from './versions';

/** Plays everything on a node of its own, and returns what happened. Throws `Absent` where this machine cannot. */
export function play(): Promise<RunRecord> {
  return onStage(acts);
}

/** Plays on a node of its own what each fault does that nobody looks for. Throws `Absent` where this machine cannot. */
export function playUnaudited(): Promise<RunRecord> {
  return onStage(faultActs);
}

async function onStage(playActs: (stage: Stage) => Promise<void>): Promise<RunRecord> {
  const recorder = new Recorder();
  let stage: Stage | undefined;
  await recorder.act('A cluster with all engines stands', async () => {
    stage = await setStage(recorder);
  });
  if (stage !== undefined) await playOn(stage, playActs);
  return recorder.recordOf(versions());
}

/** What goes wrong at the end is one more thing to tell: nothing may take the record of the acts before it. */
async function playOn(stage: Stage, playActs: (stage: Stage) => Promise<void>): Promise<void> {
  const { recorder, node } = stage;
  try {
    await playActs(stage);
    await recorder.act('The agent has applied what was promoted', () => tellApplications(stage));
  } finally {
    await recorder.act('Nothing of the cluster stays', () => node.stop());
  }
}

/** Each act needs what the one before it has left. */
async function acts(stage: Stage): Promise<void> {
  const { recorder } = stage;
  const first = await firstVersion(stage);
  if (first === undefined) return;
  const good = await recorder.acted('A good version comes in by a canary under load', () => releaseGood(stage));
  const bad = await recorder.acted('A version that fails three requests in ten is given up', () => releaseBad(stage));
  if (good !== undefined && bad !== undefined) {
    await recorder.act('A revert of the promotion takes it back', () => rollBack(stage, good));
    await recorder.act('An older version comes back, and something is killed in each step', () =>
      survive(stage, first),
    );
    const versions = { first, good, bad };
    await recorder.act('Blue-green lets in what its smoke test has passed', () => blueGreen(stage, versions));
  }
  await recorder.act('What must not come in stays out', () => attack(stage, first));
}

/** The same cluster for the faults: a good version runs everywhere before the first of them comes. */
async function faultActs(stage: Stage): Promise<void> {
  const first = await firstVersion(stage);
  if (first !== undefined) await playFaults(new Unaudited(stage, first), stage.recorder);
}

/** Audits the faults, builds the first version and lets it in everywhere; nothing where something of that did not hold. */
async function firstVersion(stage: Stage): Promise<Built | undefined> {
  const { recorder, facts } = stage;
  await recorder.act('The audit finds each fault first', () => {
    auditFaults(facts, recorder);
    return Promise.resolve();
  });
  const first = await recorder.acted('A push becomes a signed image', () => build(stage, { version: 1, errorRate: 0 }));
  if (first === undefined) return undefined;
  const came = await recorder.act('The promotion is applied, and admission lets it in', async () => {
    await arrives(stage, PLACE.staging, first);
    await promote(stage, first);
    await arrives(stage, PLACE.production, first);
  });
  return came ? first : undefined;
}

/** What the agent has applied, each commit once for each environment: before a first promotion it is refused and tries again. */
async function tellApplications({ agent, recorder }: Stage): Promise<void> {
  const last = new Map<string, string>();
  const told = new Set<string>();
  for (const { at, commit, folder, error } of await agent.applied()) {
    const what = `${error === undefined ? 'applied' : 'could not apply'} ${folder} at ${commit.slice(0, 12)}`;
    if (!told.has(what)) recorder.event('the agent', what, { at: new Date(at) });
    told.add(what);
    last.set(folder, what);
  }
  for (const [folder, what] of last) recorder.check(`the last of ${folder}`, what, what.startsWith('applied'));
}

async function releaseGood(stage: Stage): Promise<Built> {
  const version = await build(stage, { version: 2, errorRate: 0 });
  await arrives(stage, PLACE.staging, version);
  const foretold = { least: 0, most: 0 };
  await underLoad(stage, version, { name: 'version 2', ends: 'Healthy', foretold }, () => promote(stage, version));
  return version;
}

async function releaseBad(stage: Stage): Promise<Built> {
  const errorRate = 0.3;
  const version = await build(stage, { version: 3, errorRate });
  await arrives(stage, PLACE.staging, version);
  const foretold = failuresOf(errorRate, { pause: Duration.seconds(20), slack: Duration.seconds(15) });
  await underLoad(stage, version, { name: 'version 3', ends: 'Degraded', foretold }, () => promote(stage, version));
  return version;
}
