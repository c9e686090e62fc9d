import { Duration } from '../../../lib';
import { tryJudge } from '../../../lib/systems/rollouts/outcome';
import { PLACE } from '../program';
import { type Built } from './build-act';
import { Load } from './load';
import { type CanaryRecord } from './record';
import { type Watch, type Watched, untilTold, watch } from './rollout';
import { type Stage } from './stage';
import { until } from './cluster';

/** How long a release may take, in seconds. */
const RELEASE = 420;

/** Requests of all callers in a second: enough that a canary of a fifth of the pods can be judged. */
export const CALLS = 60;

/** The first version of an environment, or one that has no gates: it comes in as it is. */
export async function arrives(stage: Stage, namespace: string, { digest }: Built): Promise<void> {
  await untilTold(stage, namespace, digest);
  const { end } = await watch(stage, { namespace, digest, seconds: RELEASE });
  stage.recorder.check(`the order-service in ${namespace}`, `${end.status?.phase ?? ''}, ${digest}`, isHealthy(end));
}

function isHealthy(rollout: Watched['end']): boolean {
  return rollout.status?.phase === 'Healthy';
}

/** What a release under load has to come to. */
export interface Expected {
  readonly name: string;
  readonly ends: 'Healthy' | 'Degraded';
  /** The failed requests that are foretold. */
  readonly foretold: { readonly least: number; readonly most: number };
  /** What befalls it on its way. @default nothing */
  readonly atStep?: Watch['atStep'];
}

/** A release that callers live through: `promote` is what begins it. */
export async function underLoad(
  stage: Stage,
  { digest }: Built,
  expected: Expected,
  promote: () => Promise<void>,
): Promise<CanaryRecord> {
  const { node, recorder } = stage;
  const service = `order-service.${PLACE.production}.svc.cluster.local`;
  const load = await Load.start(node, `http://${service}/orders`, CALLS);
  recorder.event('callers', `ask ${service} ${String(CALLS)} times a second`);
  const { end, samples } = await lives(stage, digest, promote, expected.atStep).finally(() => load.stop());
  const { answered, failed } = load.answers;
  const { foretold, name, ends } = expected;
  recorder.check('the release', `${end.status?.phase ?? ''}: ${end.status?.message ?? ''}`, end.status?.phase === ends);
  recorder.check(
    'failed requests',
    `${String(failed)} of ${String(answered)}; foretold ${String(foretold.least)} to ${String(foretold.most)}`,
    failed >= foretold.least && failed <= foretold.most,
  );
  const canary = { name, digest, answered, failed, foretold, samples };
  recorder.canary(canary);
  return canary;
}

async function lives(
  stage: Stage,
  digest: string,
  promote: () => Promise<void>,
  atStep: Watch['atStep'],
): Promise<Watched> {
  await promote();
  await untilTold(stage, PLACE.production, digest);
  const watched = await watch(stage, { namespace: PLACE.production, digest, seconds: RELEASE, atStep });
  // An aborted version goes on for a moment until its pods are gone.
  await until('the pods to settle', 90, () => settled(stage));
  return watched;
}

async function settled({ node }: Stage): Promise<true | undefined> {
  const path = `/api/v1/namespaces/${PLACE.production}/pods`;
  const { items } = JSON.parse((await node.api(path)).body) as { items: readonly unknown[] };
  return items.length === PLACE.replicas ? true : undefined;
}

/**
 * What a broken version does before its first gate closes. By the library's model one failed measurement closes it at
 * once, so the version has its share of the calls for the pause; `slack` is for pods that come and go around it.
 */
export function failuresOf(
  errorRate: number,
  { pause, slack }: { readonly pause: Duration; readonly slack: Duration },
): Expected['foretold'] {
  const verdict = tryJudge({ count: 3, interval: Duration.seconds(5), failureLimit: 0 }, ['Failed']);
  if (verdict?.phase !== 'Failed') throw new Error('the model lets the broken version pass');
  const perSecond = CALLS * (PLACE.weights[0] / 100) * errorRate;
  const exposed = pause.plus(verdict.at);
  return {
    least: Math.floor(perSecond * exposed.inSeconds),
    most: Math.ceil(perSecond * exposed.plus(slack).inSeconds),
  };
}
