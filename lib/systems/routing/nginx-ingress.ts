import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { invalid } from '../../model';
import { type ObjectProps, renderMetadata } from '../kubernetes/object-props';
import { type Destination } from './destination';
import { checkIngressRoute, type IngressRoute, renderIngress } from './ingress';
import { type RouteMetadata, type RouteObject } from './route-object';

/** Where an Ingress of ingress-nginx answers. */
export interface NginxRoute extends IngressRoute {
  /** The Secret with the certificate. @default no TLS */
  readonly tlsSecret?: { readonly name: string };
}

export interface NginxIngressProps extends NginxRoute, ObjectProps {
  /** Where the requests go: one Service, or the versions of a Rollout. */
  readonly to: Destination;
}

/**
 * An Ingress of ingress-nginx. No field of it is another's: Argo Rollouts and Flagger make a second Ingress for a release.
 * @deprecated ingress-nginx is retired and gets no security fixes since March 2026: use `HttpRoute`.
 */
export class NginxIngress extends Construct {
  public readonly name: string;

  /** Throws `NginxIngress.…` for what no request can have, and for shares that one Ingress cannot hold. */
  public constructor(scope: Construct, id: string, props: NginxIngressProps) {
    super(scope, id);
    checkIngressRoute('NginxIngress', props);
    if (props.to.weightsOwner === 'git' && props.to.backends.length > 1) {
      const names = props.to.backends.map(({ service }) => service.name);
      throw invalid('NginxIngress.to', 'one Service, or the versions of a Rollout', names, 'use HttpRoute for shares');
    }
    this.name = props.name;
    new ApiObject(this, 'Default', renderNginxIngress(renderMetadata('NginxIngress', props), props, props.to));
  }
}

/** An Ingress of the class `nginx` that leads to the current version. */
export function renderNginxIngress(metadata: RouteMetadata, route: NginxRoute, to: Destination): RouteObject {
  to._refuseSubsets('NginxIngress.to');
  const { name, port } = to.main;
  const annotated = route.annotations && Object.keys(route.annotations).length > 0;
  return renderIngress({ ...metadata, ...(annotated ? { annotations: route.annotations } : {}) }, route, {
    className: 'nginx',
    backend: { name, port: { number: port } },
    ...(route.tlsSecret === undefined ? {} : { tlsSecret: route.tlsSecret.name }),
  });
}
