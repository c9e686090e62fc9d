import { describe } from '../../assembly';
import { type WorkloadPods } from './pods';
import { selectorText } from './selector';

/** What to select instead: the labels of the workload of that name, else of the first. */
export function labelsOfNearest(workloads: readonly WorkloadPods[], name: string | undefined): string {
  const nearest = workloads.find(({ manifest }) => manifest.object.metadata.name === name) ?? workloads[0];
  if (!nearest) return 'labels that the pods have';
  const labels = nearest.selector?.matchLabels ?? nearest.labels;
  return `labels that pods have: those of ${describe(nearest.manifest.object)} are ${selectorText({ matchLabels: labels })}`;
}
