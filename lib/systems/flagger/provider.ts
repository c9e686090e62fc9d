import { dnsLabel, invalid } from '../../model';

/** A Gateway that callers come through. */
export interface GatewayProps {
  readonly name: string;
  readonly namespace: string;
}

export interface GatewayApiProps {
  readonly gateway: GatewayProps;
  /** The host names that the route answers to. */
  readonly hostnames: readonly string[];
  /** What the path has to begin with. @default "/" */
  readonly path?: string;
}

export interface IstioProps {
  /** The Istio Gateway that callers from outside come through. @default only callers inside the mesh */
  readonly gateway?: GatewayProps;
  /** The host names that the route answers to. @default the service's name */
  readonly hostnames?: readonly string[];
}

/** Who splits the traffic. Flagger makes the route itself; there is no form for ingress-nginx, which is retired. */
export class FlaggerProvider {
  /** An HTTPRoute of the Gateway API. Throws `FlaggerProvider.…`. */
  public static gatewayApi({ gateway, hostnames, path }: GatewayApiProps): FlaggerProvider {
    if (hostnames.length === 0) {
      throw invalid('FlaggerProvider.hostnames', 'at least one', hostnames, 'a route without would answer to all');
    }
    if (path !== undefined && !path.startsWith('/')) {
      throw invalid('FlaggerProvider.path', 'a path that begins with "/"', path);
    }
    const { name, namespace } = checked(gateway);
    return new FlaggerProvider('gatewayapi:v1', namespace, true, {
      gatewayRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name, namespace }],
      hosts: hostnames,
      ...(path === undefined ? {} : { match: [{ uri: { prefix: path } }] }),
    });
  }

  /** A VirtualService and DestinationRules of Istio. Throws `FlaggerProvider.gateway…`. */
  public static istio({ gateway, hostnames }: IstioProps = {}): FlaggerProvider {
    const outside = gateway && checked(gateway);
    return new FlaggerProvider('istio', outside?.namespace, true, {
      ...(outside === undefined ? {} : { gateways: ['mesh', `${outside.namespace}/${outside.name}`] }),
      ...(hostnames === undefined ? {} : { hosts: hostnames }),
    });
  }

  /** Nobody: the Service alone, which knows no weights. A new version comes in all at once, after its checks. */
  public static kubernetes(): FlaggerProvider {
    return new FlaggerProvider('kubernetes', undefined, false, {});
  }

  private constructor(
    /** Upstream's name of it. */
    public readonly name: string,
    /** The namespace that the traffic comes from, where it is known. */
    public readonly tryNamespace: string | undefined,
    /** Whether it can give a version a part of the traffic. */
    public readonly splits: boolean,
    private readonly service: object,
  ) {}

  /** @internal */
  public _renderService(): object {
    return this.service;
  }
}

function checked({ name, namespace }: GatewayProps): GatewayProps {
  return {
    name: dnsLabel('FlaggerProvider.gateway.name', name),
    namespace: dnsLabel('FlaggerProvider.gateway.namespace', namespace),
  };
}
