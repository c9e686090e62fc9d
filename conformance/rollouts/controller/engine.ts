import { brokenIn } from '../../broken';
import { brokenInput, type Engine, type Ruling } from '../../engine';
import { ROLLOUTS } from '../../kubernetes/programs';
import { type Output, readManifests } from '../../output';
import { Cluster } from './cluster';
import { type Expectation, expectationOf } from './expectation';
import { type ObservedReplicaSet } from './observed';
import { IMAGES, type ObjectsOf, runTrial, type Stage } from './run-trial';
import { GATEWAY_TRIALS } from './route-trials';
import { ScriptedPrometheus } from './scripted-prometheus';
import { SAMPLE, TRIALS } from './trials';
import { synthesizedScenarios } from './synthesized';
import { type Scenario, synthesize, type Trial } from './trial';
import { Turns } from './turns';
import { Watch } from './watch';

/**
 * The real controller on programs of slipway's own constructs; it has to do what our models say that it does. A gate that
 * is a Job needs somebody who runs Jobs, so there is none here.
 */
export const rolloutsController: Engine = {
  name: 'rollouts-controller',
  version: ROLLOUTS,
  async *rulings(output) {
    const plugin = process.env.SLIPWAY_GATEWAY_API_PLUGIN;
    const cluster = await Cluster.start(plugin);
    const prometheus = await ScriptedPrometheus.start();
    const watch = new Watch(cluster, isReady);
    const stage = { cluster, prometheus, watch, turns: new Turns(AT_ONCE) };
    try {
      // Many at once: a trial mostly waits.
      const groups = Object.entries(TRIALS).map(([subject, trials]) => ruleOnGroup(stage, subject, trials));
      yield* await Promise.all([
        ...groups,
        ruleOnGatewayApi(stage, plugin),
        ruleOnSynthesized(stage, output),
        ruleOnMistake(stage),
        ...rulesOnBroken(stage),
      ]);
    } finally {
      await watch.stop();
      await prometheus.stop();
      await cluster.stop();
    }
  },
};

/** Far more would outrun the controller, and pauses of seconds could no longer be seen. */
const AT_ONCE = 10;

async function ruleOnGroup(stage: Stage, subject: string, trials: readonly Trial[]): Promise<Ruling> {
  const refusals = await Promise.all(
    trials.map(async (trial) => {
      const said = await tried(stage, trial, objectsOf(trial));
      return said.map((text) => `${trial.name}: ${text}`);
    }),
  );
  return { judged: `${String(trials.length)} programs about ${subject}`, refusals: refusals.flat() };
}

/** The plugin comes apart from the controller, so a machine has to say where it lies. */
function ruleOnGatewayApi(stage: Stage, plugin: string | undefined): Promise<Ruling> {
  const subject = 'the Gateway API plugin';
  if (plugin !== undefined) return ruleOnGroup(stage, subject, GATEWAY_TRIALS);
  const judged = `${String(GATEWAY_TRIALS.length)} programs about ${subject}`;
  return Promise.resolve({ judged, refusals: [], skipped: 'SLIPWAY_GATEWAY_API_PLUGIN names no program' });
}

function tried(stage: Stage, scenario: Scenario, objects: ObjectsOf): Promise<readonly string[]> {
  return stage.turns.take(() => runTrial(stage, scenario, objects)).catch((error: unknown) => [String(error)]);
}

const objectsOf =
  (trial: Trial): ObjectsOf =>
  (image, prometheus) =>
    synthesize(trial, image, prometheus);

/** The Rollouts of the output, with their Services and gates, brought to an end that the models foretell. */
async function ruleOnSynthesized(stage: Stage, output: Output): Promise<Ruling> {
  const scenarios = synthesizedScenarios(output);
  const judged = `${String(scenarios.length)} updates of synthesized Rollouts, pods as the split, waits shortened`;
  if (scenarios.length === 0) return { judged, refusals: [], skipped: 'no Rollout was synthesized' };
  const refusals = await Promise.all(
    scenarios.map(async (scenario) => {
      const said = await tried(stage, scenario, scenario.objects);
      return said.map((text) => `${scenario.name}: ${text}`);
    }),
  );
  return { judged, refusals: refusals.flat() };
}

/** A comparison is only worth something when a wrong model does not pass it. */
async function ruleOnMistake(stage: Stage): Promise<Ruling> {
  const mistaken = (...given: Parameters<typeof expectationOf>): Expectation => {
    const expected = expectationOf(...given);
    return { ...expected, rests: expected.rests.map((rest) => ({ ...rest, canary: rest.canary + 1 })) };
  };
  const said = await runTrial(stage, SAMPLE, objectsOf(SAMPLE), mistaken);
  return brokenInput('a model that is wrong by one pod', 'step 1: expected canary 2, got 1', said);
}

function rulesOnBroken({ cluster, watch }: Stage): readonly Promise<Ruling>[] {
  const testdata = `${__dirname}/testdata`;
  return brokenIn(testdata).map(async ({ name, path, expected }) => {
    const manifests = readManifests(testdata, path);
    await cluster.apply(manifests.map(({ object }) => object));
    const namespace = manifests[0]?.object.metadata.namespace;
    const message = await watch.until(60, name, ({ rollouts }) => {
      const rollout = rollouts.find(({ metadata }) => metadata.namespace === namespace);
      const { phase, message } = rollout?.status ?? {};
      return phase === 'Degraded' ? message : undefined;
    });
    return brokenInput(name, expected, [message]);
  });
}

/** Everything gets ready but the new version of a trial that says otherwise. */
function isReady({ metadata, spec }: ObservedReplicaSet): boolean {
  const trial = Object.values(TRIALS)
    .flat()
    .find(({ name }) => name === metadata.namespace);
  return !trial?.neverReady || spec.template.spec.containers[0]?.image !== IMAGES.new.reference;
}
