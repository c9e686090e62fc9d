import { type Manifest } from '../../../assembly';
import { type Problem, problem } from '../../../audit';
import { labelsOfNearest } from '../nearest-workload';
import { type PodIndex } from '../pods';
import { type LabelSelector, selectorText } from '../selector';

/**
 * The problem of an object whose selector, at `field`, means no pod of its namespace. Silent in a namespace without any
 * workload: its pods come from elsewhere.
 */
export function unselected(manifest: Manifest, selector: LabelSelector, field: string, pods: PodIndex): Problem[] {
  const { environment, object } = manifest;
  const { name, namespace } = object.metadata;
  if (!pods.misses(environment, namespace, selector)) return [];
  return [
    problem(
      manifest,
      `no pod in its namespace has the labels ${selectorText(selector)}`,
      `select ${labelsOfNearest(pods.workloads(environment, namespace), name)}`,
      field,
    ),
  ];
}
