import { toYaml } from '../../../assembly';
import { type Example } from '../../../audit';
import { type GatewayObject, type HttpRouteObject, type IngressObject, type VirtualServiceRoute } from '../kinds';

const NAMESPACE = 'shop';
const HOST = 'orders.acme.dev';

/** The objects of a rule's example, as one file; a field that is `undefined` is left out. */
export function example(...objects: readonly object[]): Example {
  return { manifests: toYaml(JSON.parse(JSON.stringify(objects)) as object[]) };
}

/** A Service of the namespace `shop`, at port 80. */
export function service(name: string, spec: object = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: NAMESPACE },
    spec: { selector: { app: 'orders' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }], ...spec },
  };
}

/** An HTTPRoute that sends everything for the host to the Service `orders`. */
export function httpRoute(spec: Partial<HttpRouteObject['spec']> = {}, name = 'orders'): object {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, namespace: NAMESPACE },
    spec: {
      parentRefs: [{ name: 'public', namespace: 'gateways' }],
      hostnames: [HOST],
      rules: [{ backendRefs: [{ name: 'orders', port: 80 }] }],
      ...spec,
    },
  };
}

/** The Gateway `public`, whose listener answers to `*.acme.dev` for every namespace. */
export function gateway(listener: Partial<NonNullable<GatewayObject['spec']['listeners']>[number]> = {}): object {
  const allowedRoutes = { namespaces: { from: 'All' } };
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'public', namespace: 'gateways' },
    spec: {
      gatewayClassName: 'istio',
      listeners: [{ name: 'http', hostname: '*.acme.dev', port: 80, protocol: 'HTTP', allowedRoutes, ...listener }],
    },
  };
}

/** An Ingress that sends everything for the host to the Service `orders`. */
export function ingress(
  spec: IngressObject['spec'] & object = {},
  annotations: Readonly<Record<string, string>> = {},
  name = 'orders',
): object {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace: NAMESPACE, annotations },
    spec: { ingressClassName: 'public', rules: [rule('orders', { number: 80 })], ...spec },
  };
}

/** A rule of an Ingress. */
export function rule(
  name: string,
  port: { readonly name?: string; readonly number?: number },
): NonNullable<(IngressObject['spec'] & object)['rules']>[number] {
  return { host: HOST, http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name, port } } }] } };
}

/** A VirtualService for the host `orders`. */
export function virtualService(route: NonNullable<VirtualServiceRoute['route']>, name = 'orders'): object {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name, namespace: NAMESPACE },
    spec: { hosts: ['orders'], http: [{ name: 'primary', route }] },
  };
}
