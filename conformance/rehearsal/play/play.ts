import { Duration } from '../../../lib';
import { PLACE } from '../program';
import { attack } from './attacks';
import { type Built, build } from './build-act';
import { auditFaults } from './fault-act';
import { promote } from './promotion-act';
import { type RunRecord } from './record';
import { Recorder } from './recorder';
import { arrives, failuresOf, underLoad } from './release-act';
import { rollBack } from './rollback-act';
import { type Stage, setStage } from './stage';
import { versions } from './versions';

/** Plays everything on a node of its own, and returns what happened. */
export async function play(): Promise<RunRecord> {
  const recorder = new Recorder();
  const stages: Stage[] = [];
  try {
    const stands = await recorder.act('The stage', async () => {
      stages.push(await setStage(recorder));
    });
    const [stage] = stages;
    if (stands && stage !== undefined) {
      await acts(stage);
      await tellApplications(stage);
    }
  } finally {
    for (const { node } of stages) await node.stop();
  }
  return recorder.recordOf(versions());
}

/** Each act needs what the one before it has left. */
export async function acts(stage: Stage): Promise<void> {
  const { recorder, facts } = stage;
  await recorder.act('The audit finds each fault first', () => {
    auditFaults(facts, recorder);
    return Promise.resolve();
  });
  let first: Built | undefined;
  await recorder.act('A push becomes a signed image', async () => {
    first = await build(stage, { version: 1, errorRate: 0 });
  });
  if (first === undefined) return;
  const released: Built = first;
  const came = await recorder.act('The promotion is applied, and admission lets it in', async () => {
    await arrives(stage, PLACE.staging, released);
    await promote(stage, released);
    await arrives(stage, PLACE.production, released);
  });
  if (!came) return;
  let stable = released;
  await recorder.act('A good version comes in by a canary under load', async () => {
    stable = await good(stage);
  });
  const gaveUp = await recorder.act('A version that fails three requests in ten is given up', () => bad(stage));
  if (gaveUp) await recorder.act('A revert of the promotion takes it back', () => rollBack(stage, stable));
  await recorder.act('What must not come in stays out', () => attack(stage, released));
}

/** What the agent has applied, each commit once for each environment: before a first promotion it is refused and tries again. */
async function tellApplications({ agent, recorder }: Stage): Promise<void> {
  const told = new Set<string>();
  for (const { at, commit, folder, error } of await agent.applied()) {
    const what = `${error === undefined ? 'applied' : 'could not apply'} ${folder} at ${commit.slice(0, 12)}`;
    if (!told.has(what)) recorder.event('the agent', what, { at: new Date(at) });
    told.add(what);
  }
}

async function good(stage: Stage): Promise<Built> {
  const version = await build(stage, { version: 2, errorRate: 0 });
  await arrives(stage, PLACE.staging, version);
  const foretold = { least: 0, most: 0 };
  await underLoad(stage, version, { name: 'version 2', ends: 'Healthy', foretold }, () => promote(stage, version));
  return version;
}

async function bad(stage: Stage): Promise<void> {
  const errorRate = 0.3;
  const version = await build(stage, { version: 3, errorRate });
  await arrives(stage, PLACE.staging, version);
  const foretold = failuresOf(errorRate, { pause: Duration.seconds(20), slack: Duration.seconds(15) });
  await underLoad(stage, version, { name: 'version 3', ends: 'Degraded', foretold }, () => promote(stage, version));
}
