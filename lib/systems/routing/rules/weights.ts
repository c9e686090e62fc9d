import { type Manifest, type Manifests } from '../../../assembly';
import '../kinds';

/** The weights of one rule of a route. */
export interface Weights {
  readonly route: Manifest;
  readonly weights: readonly number[];
  /** The field that holds them. */
  readonly path: string;
}

/** The weights of every rule that has more than one destination; one without a weight counts as its kind counts it. */
export function weightsOf(manifests: Manifests): readonly Weights[] {
  const http = manifests.of('gateway.networking.k8s.io/HTTPRoute').flatMap((route) =>
    (route.object.spec.rules ?? []).map(({ backendRefs = [] }, i) => ({
      route,
      weights: backendRefs.map(({ weight = 1 }) => weight),
      path: `spec.rules[${i}].backendRefs`,
    })),
  );
  const istio = manifests.of('networking.istio.io/VirtualService').flatMap((route) =>
    (route.object.spec.http ?? []).map(({ route: destinations = [] }, i) => ({
      route,
      weights: destinations.map(({ weight = 0 }) => weight),
      path: `spec.http[${i}].route`,
    })),
  );
  return [...http, ...istio].filter(({ weights }) => weights.length > 1);
}

/** All of a rule's weights together. */
export function sumOf({ weights }: Weights): number {
  return weights.reduce((sum, weight) => sum + weight, 0);
}
