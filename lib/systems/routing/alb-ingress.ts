import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type ObjectProps, renderMetadata } from '../kubernetes/object-props';
import { type OwnedFields } from '../kubernetes/owned-fields';
import { type Destination } from './destination';
import { checkIngressRoute, type IngressRoute, renderIngress } from './ingress';
import { type RouteMetadata, type RouteObject } from './route-object';

/** Where an Ingress of the AWS Load Balancer Controller answers. */
export interface AlbRoute extends IngressRoute {
  /** Whether the load balancer has public addresses. @default "internal" */
  readonly scheme?: 'internal' | 'internet-facing';
}

export interface AlbIngressProps extends AlbRoute, ObjectProps {
  /** Where the requests go. */
  readonly to: Destination;
}

/** The backend port that tells the AWS controller to read the weights from an annotation. */
const USE_ANNOTATION = 'use-annotation';
const PREFIX = 'alb.ingress.kubernetes.io';

/** An Ingress of the AWS Load Balancer Controller, which sends to the pods themselves. */
export class AlbIngress extends Construct {
  public readonly name: string;
  /** What a controller writes into it. */
  public readonly ownedFields: readonly OwnedFields[];

  /** Throws `AlbIngress.…` for what no request can have. */
  public constructor(scope: Construct, id: string, props: AlbIngressProps) {
    super(scope, id);
    checkIngressRoute('AlbIngress', props);
    this.name = props.name;
    this.ownedFields = ownedInAlbIngress(props.name, props.to);
    new ApiObject(this, 'Default', renderAlbIngress(renderMetadata('AlbIngress', props), props, props.to));
  }
}

/** An Ingress of the class `alb`. Weights stand in an annotation: nothing is said there where a controller writes it. */
export function renderAlbIngress(metadata: RouteMetadata, route: AlbRoute, to: Destination): RouteObject {
  to._refuseSubsets('AlbIngress.to');
  const { name, port } = to.main;
  const annotations = {
    [`${PREFIX}/scheme`]: route.scheme ?? 'internal',
    [`${PREFIX}/target-type`]: 'ip',
    ...(to.weightsOwner === 'git' && to.backends.length > 1 ? { [actionOf(name)]: renderAction(to) } : {}),
    ...route.annotations,
  };
  return renderIngress({ ...metadata, annotations }, route, {
    className: 'alb',
    backend: { name, port: to.backends.length > 1 ? { name: USE_ANNOTATION } : { number: port } },
  });
}

/** The annotation in which the AWS controller reads where a backend called `name` leads. */
function actionOf(name: string): string {
  return `${PREFIX}/actions.${name}`;
}

function renderAction({ backends }: Destination): string {
  const targetGroups = backends.map(({ service: { name, port }, weight }) => ({
    serviceName: name,
    servicePort: port,
    weight,
  }));
  return JSON.stringify({ type: 'forward', forwardConfig: { targetGroups } });
}

/** The annotations of an Ingress that the weights' owner writes, and the paths that it adds for a release. */
export function ownedInAlbIngress(
  name: string,
  to: Destination,
  managedRoutes: readonly string[] = [],
): readonly OwnedFields[] {
  if (to.weightsOwner === 'git') return [];
  const jqPathExpressions = [
    `.metadata.annotations."${actionOf(to.main.name)}"`,
    ...managedRoutes.flatMap((route) => [
      `.metadata.annotations."${actionOf(route)}"`,
      `.metadata.annotations."${PREFIX}/conditions.${route}"`,
      `.spec.rules[]?.http.paths[]? | select(.backend.service.name == "${route}")`,
    ]),
  ];
  return [{ group: 'networking.k8s.io', kind: 'Ingress', name, jqPathExpressions }];
}
