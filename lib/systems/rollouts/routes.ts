import { type Assembly, type Manifest, readOnce } from '../../assembly';
import { GATEWAY_API_PLUGIN } from './gateway-api-router';
import { type HttpRouteObject, type IngressObject, type VirtualServiceObject } from '../routing/kinds';
import { type IstioRoutes } from './kinds';
import { canariesOf, CANARY, type PlacedCanary } from './steps';

/** An object that a canary's router writes weights into, as the Rollout names it. */
export interface NamedRoute<O extends object> extends PlacedCanary {
  readonly name: string;
  readonly namespace: string | undefined;
  /** The field of the Rollout that names it. */
  readonly path: string;
  /** The object, where it exists. */
  readonly route?: Manifest<O>;
}

/** The HTTPRoutes that the Gateway API plugin is given. */
export function httpRoutesOf({ manifests }: Assembly): readonly NamedRoute<HttpRouteObject>[] {
  return httpRoutesOnce(manifests);
}

const httpRoutesOnce = readOnce((manifests) =>
  canariesOf({ manifests }).flatMap(({ rollout, canary, steps }) => {
    const config = canary.trafficRouting?.plugins?.[GATEWAY_API_PLUGIN];
    const names = [
      ...(config?.httpRoute ? [config.httpRoute] : []),
      ...(config?.httpRoutes ?? []).map(({ name }) => name),
    ];
    return names.map((name) => {
      const namespace = config?.namespace ?? rollout.object.metadata.namespace;
      const { environment } = rollout;
      const route = manifests.tryFind('gateway.networking.k8s.io/HTTPRoute', { environment, namespace, name });
      const path = `${CANARY}.trafficRouting.plugins`;
      return { rollout, canary, steps, name, namespace, path, route };
    });
  }),
);

/** The VirtualServices that Istio is given, with the routes that are named in each. */
export function virtualServicesOf(
  assembly: Assembly,
): readonly (NamedRoute<VirtualServiceObject> & { readonly routes: readonly string[] })[] {
  return canariesOf(assembly).flatMap(({ rollout, canary, steps }) => {
    const istio = canary.trafficRouting?.istio;
    const refs: readonly IstioRoutes[] = [
      ...(istio?.virtualService ? [istio.virtualService] : []),
      ...(istio?.virtualServices ?? []),
    ];
    return refs.map((ref) => {
      const [name = '', elsewhere] = ref.name.split('.');
      const namespace = elsewhere ?? rollout.object.metadata.namespace;
      const { environment } = rollout;
      const route = assembly.manifests.tryFind('networking.istio.io/VirtualService', { environment, namespace, name });
      const path = `${CANARY}.trafficRouting.istio`;
      return { rollout, canary, steps, name, namespace, path, routes: ref.routes ?? [], route };
    });
  });
}

/** The Ingresses of nginx and ALB, with the Service that a rule of each has to lead to. */
export function ingressesOf(
  assembly: Assembly,
): readonly (NamedRoute<IngressObject> & { readonly backend: string | undefined })[] {
  return canariesOf(assembly).flatMap(({ rollout, canary, steps }) => {
    const { nginx, alb } = canary.trafficRouting ?? {};
    const { stableService } = canary;
    const named = [
      ...[nginx?.stableIngress, ...(nginx?.stableIngresses ?? [])].map(
        (name) => ['nginx', name, stableService] as const,
      ),
      ...[alb?.ingress, ...(alb?.ingresses ?? [])].map(
        (name) => ['alb', name, alb?.rootService ?? stableService] as const,
      ),
    ];
    return named.flatMap(([router, name, backend]) => {
      if (!name) return [];
      const { environment, object } = rollout;
      const { namespace } = object.metadata;
      const route = assembly.manifests.tryFind('networking.k8s.io/Ingress', { environment, namespace, name });
      const path = `${CANARY}.trafficRouting.${router}`;
      return [{ rollout, canary, steps, name, namespace, path, backend, route }];
    });
  });
}

/** ` in namespace shop`, where one is known. */
export function inNamespace(namespace: string | undefined): string {
  return namespace === undefined ? '' : ` in namespace ${namespace}`;
}
