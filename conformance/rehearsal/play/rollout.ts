import { setTimeout as wait } from 'node:timers/promises';
import { query } from '../engines/prometheus';
import { type SampleRecord } from './record';
import { type Thing, get, until } from './cluster';
import { type Stage } from './stage';

/** A Rollout, as far as the play reads it. */
export interface RolloutObject extends Thing {
  readonly spec: {
    readonly template: { readonly spec: { readonly containers: readonly { readonly image: string }[] } };
  };
  readonly status?: {
    readonly phase?: string;
    readonly message?: string;
    readonly abort?: boolean;
    readonly currentStepIndex?: number;
    readonly currentPodHash?: string;
    readonly stableRS?: string;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly observedGeneration?: string;
    readonly blueGreen?: { readonly activeSelector?: string };
  };
}

interface Numbered {
  readonly metadata: { readonly generation: number };
}

/** The order-service in a namespace. */
export function rolloutIn({ node }: Stage, namespace: string): Promise<RolloutObject & Numbered> {
  return get(node, `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts/order-service`);
}

/** Waits until the Rollout is told to run an image and its controller has seen that. */
export function untilTold(stage: Stage, namespace: string, digest: string): Promise<RolloutObject> {
  return until(`${namespace} to be told of ${digest}`, 120, async () => {
    const rollout = await rolloutIn(stage, namespace).catch(() => undefined);
    if (rollout === undefined || !imageOf(rollout).endsWith(digest)) return undefined;
    return rollout.status?.observedGeneration === String(rollout.metadata.generation) ? rollout : undefined;
  });
}

export function imageOf(rollout: Pick<RolloutObject, 'spec'>): string {
  return rollout.spec.template.spec.containers[0]?.image ?? '';
}

/** How a release ended, and what was seen of it every second until then. */
export interface Watched {
  readonly end: RolloutObject;
  readonly samples: readonly SampleRecord[];
}

/** What is watched. */
export interface Watch {
  readonly namespace: string;
  readonly digest: string;
  /** How long it may take. */
  readonly seconds: number;
  /** What somebody does when it comes to a step. @default nothing */
  readonly atStep?: (step: number) => Promise<void>;
}

/** Watches a release until it is healthy or given up; takes down each step. */
export async function watch(stage: Stage, { namespace, digest, seconds, atStep }: Watch): Promise<Watched> {
  const { recorder } = stage;
  const visited = new Set<number>();
  const samples: SampleRecord[] = [];
  let told = '';
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const rollout = await rolloutIn(stage, namespace);
    const { phase = 'Unknown', currentStepIndex: step, currentPodHash: hash = '', message = '' } = rollout.status ?? {};
    samples.push(await sample(stage, namespace, rollout, hash));
    const now = `${namespace} is ${phase}${step === undefined ? '' : ` at step ${String(step)}`}${message === '' ? '' : `: ${message}`}`;
    if (now !== told) recorder.event('argo-rollouts', now, { digest });
    told = now;
    if (hasEnded(rollout)) return { end: rollout, samples };
    if (atStep !== undefined && step !== undefined && phase !== 'Healthy' && !visited.has(step)) {
      visited.add(step);
      await atStep(step);
    }
    if (performance.now() > deadline) throw new Error(`${namespace}: ${now} after ${String(seconds)} s`);
    await wait(1000);
  }
}

/** Healthy with the version it was told, or given up. */
function hasEnded({ metadata, status }: RolloutObject & Partial<Numbered>): boolean {
  const seen = status?.observedGeneration === String((metadata as unknown as Numbered['metadata']).generation);
  return seen && (status?.phase === 'Healthy' || status?.phase === 'Degraded');
}

async function sample(
  { node, recorder }: Stage,
  namespace: string,
  { status }: RolloutObject,
  hash: string,
): Promise<SampleRecord> {
  const pods = `namespace="${namespace}",rollouts_pod_template_hash="${hash}"`;
  const errors = `sum(rate(http_requests_total{${pods},status=~"5.."}[6s])) or vector(0)`;
  const [rate] = await query(node, `(${errors}) / sum(rate(http_requests_total{${pods}}[6s]))`).catch(() => []);
  const errorRate = rate === undefined || Number.isNaN(rate.value) ? {} : { errorRate: rate.value };
  return { at: recorder.now, weight: weightOf(status, hash), ...errorRate };
}

/** Blue-green callers meet the version that the active Service selects; a canary's share is that of its pods. */
function weightOf(status: RolloutObject['status'], hash: string): number {
  const { replicas = 0, updatedReplicas = 0, stableRS, blueGreen } = status ?? {};
  if (blueGreen?.activeSelector !== undefined) return blueGreen.activeSelector === hash ? 100 : 0;
  if (stableRS === hash) return 100;
  return replicas === 0 ? 0 : Math.round((100 * updatedReplicas) / replicas);
}
