import { type Manifest, type Manifests, readOnce } from '../../../assembly';

interface Router {
  readonly stableIngress?: string;
  readonly stableIngresses?: readonly string[];
  readonly ingress?: string;
  readonly ingresses?: readonly string[];
}

/** A Rollout or a Canary of Flagger, as far as it names Ingresses. */
interface CanaryObject {
  readonly spec?: {
    readonly ingressRef?: { readonly name?: string };
    readonly strategy?: {
      readonly canary?: { readonly trafficRouting?: { readonly nginx?: Router; readonly alb?: Router } };
    };
  };
}

const CANARIES: readonly string[] = ['argoproj.io/Rollout', 'flagger.app/Canary'];

/** Whether a controller moves the traffic of an Ingress: the rules about that controller then speak of it. */
export function isOfCanary(manifests: Manifests, { environment, object }: Manifest): boolean {
  return ingressesOfCanaries(manifests).has(keyOf(environment, object.metadata.namespace, object.metadata.name));
}

const ingressesOfCanaries = readOnce((manifests: Manifests): ReadonlySet<string> => {
  return new Set(
    manifests.ofKinds(...CANARIES).flatMap(({ environment, object }) => {
      const { ingressRef, strategy } = (object as CanaryObject).spec ?? {};
      const { nginx, alb } = strategy?.canary?.trafficRouting ?? {};
      const names = [ingressRef?.name, ...namesIn(nginx), ...namesIn(alb)];
      return names.map((name) => keyOf(environment, object.metadata.namespace, name));
    }),
  );
});

function namesIn({ stableIngress, stableIngresses = [], ingress, ingresses = [] }: Router = {}) {
  return [stableIngress, ...stableIngresses, ingress, ...ingresses];
}

function keyOf(environment: string, namespace = '', name = ''): string {
  return [environment, namespace, name].join('\n');
}
