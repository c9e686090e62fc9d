import { invalid } from '../../model';
import { type RenderedObject, type Router, type RouterContext } from './router';

/** Where an Ingress answers. */
interface IngressProps {
  /** The host name that the Ingress answers to. */
  readonly hostname: string;
  /** What the path has to begin with. @default "/" */
  readonly path?: string;
  /** Further annotations of the Ingress. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface AlbProps extends IngressProps {
  /** Whether the load balancer has public addresses. @default "internal" */
  readonly scheme?: 'internal' | 'internet-facing';
}

export interface NginxProps extends IngressProps {
  /** The Secret with the certificate. @default no TLS */
  readonly tlsSecret?: { readonly name: string };
  /** The header whose value `always` chooses the canary, whatever the weight. @default none */
  readonly canaryByHeader?: string;
}

/** The backend port that tells the AWS controller to read the weights from an annotation. */
const USE_ANNOTATION = 'use-annotation';

/** An Ingress whose weights the controller writes into an annotation. Throws `Traffic.alb.…`. */
export function albRouter(props: AlbProps): Router {
  checkIngress('Traffic.alb', props);
  return {
    skills: new Set(['scale', 'headers', 'experiment-weights'] as const),
    exactHeadersOnly: true,
    sharedService: false,
    tryRender: ({ names, port }) => ({ alb: { ingress: names.rollout, servicePort: port } }),
    objects: (context) => [
      renderIngress(context, {
        className: 'alb',
        annotations: {
          'alb.ingress.kubernetes.io/scheme': props.scheme ?? 'internal',
          'alb.ingress.kubernetes.io/target-type': 'ip',
          ...props.annotations,
        },
        props,
        port: { name: USE_ANNOTATION },
      }),
    ],
  };
}

/** An Ingress of which the controller makes a second one for the canary. Throws `Traffic.nginx.…`. */
export function nginxRouter(props: NginxProps): Router {
  checkIngress('Traffic.nginx', props);
  const header = props.canaryByHeader;
  return {
    skills: new Set(['scale'] as const),
    exactHeadersOnly: false,
    sharedService: false,
    tryRender: ({ names }) => ({
      nginx: {
        stableIngress: names.rollout,
        ...(header === undefined ? {} : { additionalIngressAnnotations: { 'canary-by-header': header } }),
      },
    }),
    objects: (context) => [
      renderIngress(context, {
        className: 'nginx',
        annotations: props.annotations ?? {},
        props,
        port: { number: context.port },
        ...(props.tlsSecret === undefined ? {} : { tlsSecret: props.tlsSecret.name }),
      }),
    ],
  };
}

function checkIngress(place: string, { hostname, path }: IngressProps): void {
  if (!/^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+$/.test(hostname)) {
    throw invalid(`${place}.hostname`, 'a host name', hostname);
  }
  if (path !== undefined && !path.startsWith('/')) throw invalid(`${place}.path`, 'a path that begins with "/"', path);
}

interface IngressParts {
  readonly className: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly props: IngressProps;
  readonly port: object;
  readonly tlsSecret?: string;
}

function renderIngress({ names }: RouterContext, parts: IngressParts): RenderedObject {
  const { hostname, path = '/' } = parts.props;
  const annotated = Object.keys(parts.annotations).length > 0 ? { annotations: parts.annotations } : {};
  const backend = { service: { name: names.current, port: parts.port } };
  return {
    id: 'ingress',
    object: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: names.rollout, ...annotated },
      spec: {
        ingressClassName: parts.className,
        ...(parts.tlsSecret === undefined ? {} : { tls: [{ hosts: [hostname], secretName: parts.tlsSecret }] }),
        rules: [{ host: hostname, http: { paths: [{ path, pathType: 'Prefix', backend }] } }],
      },
    },
  };
}
