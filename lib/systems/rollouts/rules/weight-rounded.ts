import { problem, type Rule } from '../../../audit';
import { simulate } from '../schedule';
import { canariesOf, CANARY, type PlacedCanary } from '../steps';
import { type AutoscalerObject } from '../../kubernetes/kinds';
import { type Manifest, type Manifests } from '../../../assembly';
import { canary, example } from './examples';

const WEIGHTS = [{ setWeight: 10 }, { pause: { duration: '5m' } }];

/** A share may be this much off, in percentage points or by this part of what was asked. */
const POINTS = 2;
const PART = 0.25;

export const weightRounded: Rule = {
  id: 'ROL021',
  severity: 'warning',
  title: 'a canary without traffic router gets another share than it asks for',
  why: 'whole pods are the split: with few replicas a weight of 5 can be a quarter of all users',
  repair: 'ask for a weight that the replicas can make, run more replicas, or use a traffic router',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/features/canary/',
  good: example(canary({ steps: WEIGHTS })),
  bad: example(canary({ steps: WEIGHTS }, { replicas: 3 })),
  check: (assembly) => {
    const fewest = fewestReplicas(assembly.manifests);
    return canariesOf(assembly)
      .filter(({ canary: { trafficRouting } }) => !trafficRouting)
      .flatMap((placed) => problemsOf(placed, placed.rollout.object.spec.replicas ?? fewest(placed.rollout)));
  },
};

function problemsOf({ rollout, canary: strategy, steps }: PlacedCanary, replicas: number) {
  const states = simulate({ ...strategy, replicas, steps, routed: false });
  return steps.flatMap(({ setWeight }, i) => {
    const state = states[i];
    if (setWeight === undefined || !state) return [];
    const off = Math.abs(state.realised - setWeight);
    if (off <= Math.max(POINTS, setWeight * PART)) return [];
    const pods = `${state.canary} of ${state.canary + state.stable} pods`;
    const message = `it asks for ${setWeight} % and gets ${Math.round(state.realised * 10) / 10} %, ${pods}`;
    const repair = 'ask for a weight that the replicas can make, or use a traffic router';
    return [problem(rollout, message, repair, `${CANARY}.steps[${i}].setWeight`)];
  });
}

/** What an autoscaler starts from; one pod where nobody says anything. */
function fewestReplicas(manifests: Manifests): (rollout: Manifest) => number {
  const minimums = new Map<string, number>();
  const key = ({ environment, object }: Manifest, name: string | undefined): string =>
    [environment, object.metadata.namespace, name].join('\n');
  for (const autoscaler of manifests.of('autoscaling/HorizontalPodAutoscaler')) {
    const spec: AutoscalerObject['spec'] = autoscaler.object.spec;
    if (spec?.scaleTargetRef.kind !== 'Rollout') continue;
    minimums.set(key(autoscaler, spec.scaleTargetRef.name), spec.minReplicas ?? 1);
  }
  return (rollout) => minimums.get(key(rollout, rollout.object.metadata.name)) ?? 1;
}
