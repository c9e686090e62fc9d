/** A reference of the Gateway API to an object of another kind. */
export interface BackendRef {
  readonly name: string;
  readonly namespace?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly port?: number;
  readonly weight?: number;
}

export interface ParentRef {
  readonly name: string;
  readonly namespace?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly sectionName?: string;
  readonly port?: number;
}

export interface HttpRouteRule {
  readonly name?: string;
  readonly matches?: readonly {
    readonly path?: { readonly type?: string; readonly value?: string };
    readonly method?: string;
    readonly headers?: readonly object[];
    readonly queryParams?: readonly object[];
  }[];
  readonly filters?: readonly { readonly type: string }[];
  readonly backendRefs?: readonly BackendRef[];
}

export interface HttpRouteObject {
  readonly spec: {
    readonly parentRefs?: readonly ParentRef[];
    readonly hostnames?: readonly string[];
    readonly rules?: readonly HttpRouteRule[];
  };
}

export interface GatewayObject {
  readonly spec: {
    readonly gatewayClassName: string;
    readonly listeners?: readonly {
      readonly name: string;
      readonly hostname?: string;
      readonly port: number;
      readonly protocol: string;
      readonly allowedRoutes?: { readonly namespaces?: { readonly from?: string } };
    }[];
  };
}

export interface VirtualServiceRoute {
  readonly name?: string;
  readonly match?: readonly object[];
  readonly route?: readonly {
    readonly destination: {
      readonly host: string;
      readonly subset?: string;
      readonly port?: { readonly number?: number };
    };
    readonly weight?: number;
  }[];
}

export interface VirtualServiceObject {
  readonly spec: {
    readonly hosts?: readonly string[];
    readonly gateways?: readonly string[];
    readonly http?: readonly VirtualServiceRoute[];
    readonly tls?: readonly object[];
    readonly tcp?: readonly object[];
  };
}

export interface IngressBackend {
  readonly service?: { readonly name: string; readonly port?: { readonly name?: string; readonly number?: number } };
}

export interface IngressObject {
  readonly spec?: {
    readonly ingressClassName?: string;
    readonly defaultBackend?: IngressBackend;
    readonly rules?: readonly {
      readonly host?: string;
      readonly http?: {
        readonly paths: readonly {
          readonly path?: string;
          readonly pathType?: string;
          readonly backend: IngressBackend;
        }[];
      };
    }[];
  };
}

export interface DestinationRuleObject {
  readonly spec: { readonly host: string; readonly subsets?: readonly { readonly name: string }[] };
}

declare module '../../assembly/manifests' {
  interface Kinds {
    'gateway.networking.k8s.io/Gateway': GatewayObject;
    'gateway.networking.k8s.io/HTTPRoute': HttpRouteObject;
    'networking.istio.io/VirtualService': VirtualServiceObject;
    'networking.istio.io/DestinationRule': DestinationRuleObject;
    'networking.k8s.io/Ingress': IngressObject;
  }
}
