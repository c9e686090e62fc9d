import { type KubernetesObject } from '../output';

const NAMESPACE = 'shop';

/** The images of one pod. */
export interface Images {
  readonly containers: readonly string[];
  readonly initContainers?: readonly string[];
  readonly ephemeralContainers?: readonly string[];
}

/** A pod, as far as admission of its images goes. */
export function podOf(name: string, images: Images): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: NAMESPACE }, spec: podSpec(images) };
}

/** A Rollout of such a pod. */
export function rolloutOf(name: string, images: Images): KubernetesObject {
  const spec = { template: { metadata: {}, spec: podSpec(images) } };
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name, namespace: NAMESPACE }, spec };
}

function podSpec(images: Images): object {
  return Object.fromEntries(
    Object.entries(images).map(([list, named]: [string, readonly string[]]) => [
      list,
      named.map((image, index) => ({ name: `${list.toLowerCase()}-${String(index)}`, image })),
    ]),
  );
}
