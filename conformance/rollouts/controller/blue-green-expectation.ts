import { Duration } from '../../../lib/model';
import { type AnalysisCall, type BlueGreenStrategy, type RolloutObject } from '../../../lib/systems/rollouts/kinds';
import { type End, type Expectation } from './expectation';
import { type ExpectedRun } from './measurements';

/** The fields that no rule reads, but that decide how a trial ends. */
export type Promoted = BlueGreenStrategy & {
  readonly autoPromotionEnabled?: boolean;
  readonly previewReplicaCount?: number;
};

/** Before the switch a gate that fails changes nothing for callers; after it, they are sent back. */
export function expectedOfBlueGreen(
  { spec }: RolloutObject,
  blueGreen: Promoted,
  tryRun: (call: AnalysisCall) => ExpectedRun | undefined,
): Expectation {
  const runs: ExpectedRun[] = [];
  for (const call of [blueGreen.prePromotionAnalysis, blueGreen.postPromotionAnalysis]) {
    const run = call && tryRun(call);
    if (run) runs.push(run);
    if (run && run.phase !== 'Successful') break;
  }
  const time = runs.reduce((sum, { at }) => sum.plus(at), Duration.zero);
  return { rests: [], runs, time, end: endAfter(runs.at(-1), spec.replicas ?? 1, blueGreen) };
}

function endAfter(run: ExpectedRun | undefined, replicas: number, blueGreen: Promoted): End {
  const preview = blueGreen.previewReplicaCount ?? replicas;
  if (run?.phase === 'Inconclusive') return { phase: 'Paused', serves: 'old', aborted: false, canary: preview };
  if (run && run.phase !== 'Successful') return { phase: 'Degraded', serves: 'old', aborted: true, stable: replicas };
  return blueGreen.autoPromotionEnabled === false
    ? { phase: 'Paused', serves: 'old', aborted: false, canary: preview }
    : { phase: 'Healthy', serves: 'new', aborted: false, canary: replicas };
}
