import { type PinnedImage } from '../../../lib/model';
import { type KubernetesObject, type Manifest, type Output } from '../../output';
import { isRollout } from '../lint';
import { type ObjectsOf } from './run-trial';
import { type Scenario } from './trial';

/** A scenario about objects that were synthesized. */
export interface SynthesizedScenario extends Scenario {
  readonly objects: ObjectsOf;
}

/** What the controller reads of a program without a router. */
const READ = ['Rollout', 'Service', 'AnalysisTemplate'];
/** Far below what any gate demands, and far above what any gate bears. */
const [GOOD, BAD] = [0, 1000];

/** For every Rollout of the output an update that goes well, and for those with a gate one that the gate stops. */
export function synthesizedScenarios(output: Output): readonly SynthesizedScenario[] {
  return output.manifests.filter(isRollout).flatMap((rollout): readonly SynthesizedScenario[] => {
    const { environment, object } = rollout;
    const beside = output.manifests.filter((one) => isBeside(one, rollout));
    const name = `synthesized-${environment}-${object.metadata.name ?? ''}`;
    const scenario = (end: Pick<Scenario, 'name' | 'ends' | 'answers'>): SynthesizedScenario => ({
      ...end,
      objects: (image, prometheus) => shortened(beside, { namespace: end.name, image, prometheus }),
    });
    const goesWell = scenario({ name, ends: 'Healthy', answers: [GOOD] });
    if (!beside.some((one) => one.object.kind === 'AnalysisTemplate')) return [goesWell];
    return [goesWell, scenario({ name: `${name}-bad`, ends: 'Degraded', answers: [BAD] })];
  });
}

/** Another Rollout of the namespace would be another scenario. */
function isBeside(one: Manifest, rollout: Manifest): boolean {
  if (isRollout(one)) return one === rollout;
  return one.environment === rollout.environment && one.object.metadata.namespace === rollout.object.metadata.namespace;
}

interface Place {
  readonly namespace: string;
  readonly image: PinnedImage;
  /** Address of a Prometheus. */
  readonly prometheus: string;
}

/**
 * A copy of the objects whose waits are seconds, in a namespace of its own. The plugin for the Gateway API is no part of the
 * controller, so pods are the split; and an autoscaler has nothing to measure, so its fewest pods are the pods.
 */
function shortened(beside: readonly Manifest[], { namespace, image, prometheus }: Place): readonly KubernetesObject[] {
  const changes: Readonly<Record<string, unknown>> = {
    namespace,
    image: image.reference,
    address: prometheus,
    duration: '2s',
    interval: '1s',
    trafficRouting: undefined,
  };
  const change = (key: string, value: unknown): unknown => (key in changes ? changes[key] : value);
  const replicas = fewestPods(beside);
  return beside
    .filter(({ object }) => READ.includes(object.kind))
    .map(({ object }) => {
      const copy = JSON.parse(JSON.stringify(object, change)) as KubernetesObject;
      if (copy.kind !== 'Rollout' || replicas === undefined) return copy;
      return { ...copy, spec: { ...(copy.spec as object), replicas } };
    });
}

function fewestPods(beside: readonly Manifest[]): number | undefined {
  const autoscaler = beside.find(({ object }) => object.kind === 'HorizontalPodAutoscaler');
  return (autoscaler?.object.spec as { minReplicas?: number } | undefined)?.minReplicas;
}
