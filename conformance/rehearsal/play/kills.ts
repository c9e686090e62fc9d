import { type Node } from '../node/node';
import { PLACE } from '../program';
import { type Built } from './build-act';
import { type Thing, list } from './cluster';
import { takeBack } from './gitops';
import { CALLS, underLoad } from './release-act';
import { type Stage } from './stage';

/** For how long callers may be sent to a pod whose program has just died, in seconds. */
const UNNOTICED = 3;

/** The step in which the controller of the Rollout goes too: a pause, in which nobody but it knows what comes next. */
const WITHOUT_CONTROLLER = 4;

/** The steps of the canary: a weight, a pause and gates, for each of its weights and for all pods. */
const STEPS = 3 * (PLACE.weights.length + 1);

/** An older version comes back by the steps of its canary, while in each of them a pod's program is killed. */
export async function survive(stage: Stage, to: Built): Promise<void> {
  const { recorder, node } = stage;
  const struck = new Map<number, string>();
  const atStep = async (step: number): Promise<void> => {
    if (step >= STEPS) return;
    const victim = await killOne(node, [...struck.values()]);
    if (victim === undefined) return;
    struck.set(step, victim.metadata.uid);
    recorder.event('somebody', `killed the program of ${victim.metadata.name} in step ${String(step)}`);
    if (step === WITHOUT_CONTROLLER) await killController(stage);
  };
  const foretold = { least: 0, most: Math.ceil(STEPS * (CALLS / PLACE.replicas) * UNNOTICED) };
  const trial = { name: 'version 1 again, killed in each step', ends: 'Healthy', foretold, atStep } as const;
  await underLoad(stage, to, trial, async () => {
    await takeBack(stage, 'production', to.digest);
  });
  const steps = [...struck.keys()].sort((a, b) => a - b).join(', ');
  recorder.check('a program was killed in the steps', steps, struck.size === STEPS);
}

/** A pod, as far as whoever strikes it reads it. */
export interface Pod extends Thing {
  readonly metadata: Thing['metadata'] & { readonly uid: string; readonly deletionTimestamp?: string };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

const HASH = 'rollouts-pod-template-hash';

/** Kills the program of a ready pod; nothing where there is none. A pod that goes by itself meanwhile is left to go. */
async function killOne(node: Node, struck: readonly string[]): Promise<Pod | undefined> {
  const pods = await list<Pod>(node, `/api/v1/namespaces/${PLACE.production}/pods?labelSelector=${HASH}`);
  for (const victim of victims(pods, struck)) {
    const { code } = await node.enter('sh', ['-c', KILL, 'sh', victim.metadata.uid]);
    if (code === 0) return victim;
  }
  return undefined;
}

/**
 * The ready pods in the order in which they are struck, after those that were: first who was not yet, or longest ago, of
 * the version that has more of such pods. A program that is killed twice is restarted late.
 */
export function victims(pods: readonly Pod[], struck: readonly string[]): readonly Pod[] {
  const ready = pods.filter(isReady);
  const last = ({ metadata }: Pod): number => struck.lastIndexOf(metadata.uid);
  const siblings = (pod: Pod): number =>
    ready.filter((one) => versionOf(one) === versionOf(pod) && last(one) === -1).length;
  return [...ready].sort((a, b) => last(a) - last(b) || siblings(b) - siblings(a));
}

function versionOf({ metadata }: Pod): string | undefined {
  return metadata.labels?.[HASH];
}

function isReady({ metadata, status }: Pod): boolean {
  const isUp = status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') ?? false;
  return isUp && metadata.deletionTimestamp === undefined;
}

/** The image has no shell to kill with: the node sees the process, and whose it is by its cgroup. */
const KILL = `
for cgroup in $(grep --files-with-matches "pod$1" /proc/[0-9]*/cgroup 2>/dev/null); do
  process="\${cgroup%/cgroup}"
  [ "$(cat "\${process}/comm")" = order-service ] || continue
  kill -KILL "\${process#/proc/}" && exit 0
done
exit 1`;

async function killController({ node, recorder }: Stage): Promise<void> {
  const pods = ['pods', '--namespace', 'argo-rollouts', '--selector', 'app.kubernetes.io/name=argo-rollouts'];
  await node.kubectl(['delete', ...pods, '--grace-period=0', '--force']);
  recorder.event('somebody', 'killed the controller of Argo Rollouts');
}
