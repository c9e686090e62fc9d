import { type OwnedFields } from '../kubernetes/owned-fields';
import { type AlbProps, albRouter, type NginxProps, nginxRouter } from './ingress-router';
import { type GatewayApiProps, gatewayApiRouter } from './gateway-api-router';
import { istioHostsRouter, istioSubsetsRouter, type IstioProps } from './istio-router';
import { type RenderedObject, type Router, type RouterContext } from './router';
import { type RouterSkill } from './step';

/** How traffic is split between the old version and the new one. */
export class Traffic {
  /**
   * An HTTPRoute of the Gateway API. The controller needs the plugin `argoproj-labs/gatewayAPI` and the right to change
   * HTTPRoutes.
   */
  public static gatewayApi(props: GatewayApiProps): Traffic {
    return new Traffic(gatewayApiRouter(props));
  }

  /** Istio, between two hosts: the stable and the canary Service. */
  public static istioHosts(props: IstioProps = {}): Traffic {
    return new Traffic(istioHostsRouter(props));
  }

  /** Istio, between two subsets of one host. */
  public static istioSubsets(props: IstioProps = {}): Traffic {
    return new Traffic(istioSubsetsRouter(props));
  }

  /** An Ingress of the AWS Load Balancer Controller. */
  public static alb(props: AlbProps): Traffic {
    return new Traffic(albRouter(props));
  }

  /**
   * An Ingress of ingress-nginx.
   * @deprecated ingress-nginx is retired and gets no security fixes since March 2026: use `Traffic.gatewayApi`.
   */
  public static nginx(props: NginxProps): Traffic {
    return new Traffic(nginxRouter(props));
  }

  /** No router: a Service over both versions, whose pods are the split. Small weights need many replicas. */
  public static replicasOnly(): Traffic {
    return new Traffic({
      skills: new Set<RouterSkill>(),
      exactHeadersOnly: false,
      sharedService: true,
      tryRender: () => undefined,
      objects: () => [],
      ownedFields: () => [],
    });
  }

  private constructor(private readonly router: Router) {}

  /** Whether the router compares headers with exact texts only. */
  public get exactHeadersOnly(): boolean {
    return this.router.exactHeadersOnly;
  }

  /** Whether callers use one Service over both versions, rather than the stable one. */
  public get sharedService(): boolean {
    return this.router.sharedService;
  }

  /** Whether the router can do what a step needs. */
  public can(skill: RouterSkill): boolean {
    return this.router.skills.has(skill);
  }

  /** @internal */
  public _tryRender(context: RouterContext): object | undefined {
    return this.router.tryRender(context);
  }

  /** @internal */
  public _objects(context: RouterContext): readonly RenderedObject[] {
    return this.router.objects(context);
  }

  /** @internal */
  public _ownedFields(context: RouterContext): readonly OwnedFields[] {
    return this.router.ownedFields(context);
  }
}
