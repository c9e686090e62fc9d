import { type Assembly, type Manifest } from '../../../assembly';
import { problem, type Problem, type Rule } from '../../../audit';
import { type EventListenerObject } from '../trigger-kinds';
import { example, object, PUSH_BINDING, PUSH_TEMPLATE, pushListener } from './examples';

const leading = (port: number): object =>
  object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'webhook', {
    parentRefs: [{ name: 'public' }],
    rules: [{ backendRefs: [{ name: 'el-github', port }] }],
  });

export const listenerPort: Rule = {
  id: 'TRG072',
  severity: 'error',
  title: 'a route leads to a port that the Service of a listener does not have',
  why: 'Triggers makes the Service with one port, 8080 unless servicePort says another: the gateway answers every webhook with 500',
  repair: 'lead to the port of the listener',
  reference: 'https://tekton.dev/docs/triggers/eventlisteners/#specifying-service-configuration',
  good: example(PUSH_BINDING, PUSH_TEMPLATE, pushListener(), leading(8080)),
  bad: example(PUSH_BINDING, PUSH_TEMPLATE, pushListener(), leading(80)),
  check: (assembly) => {
    const listeners = listenersByService(assembly);
    if (listeners.size === 0) return [];
    return backendsOf(assembly).flatMap(({ manifest, service, namespace, port, path }): Problem[] => {
      const listener = listeners.get(keyOf(manifest.environment, namespace, service));
      const open = listener && portOf(listener);
      if (open === undefined || port === undefined || port === open) return [];
      return [problem(manifest, `${service} has the port ${open}, not ${port}`, `write ${open}`, path)];
    });
  },
};

interface Backend {
  readonly manifest: Manifest;
  readonly service: string;
  readonly namespace: string;
  readonly port?: number;
  readonly path: string;
}

interface Routed {
  readonly rules?: readonly {
    readonly backendRefs?: readonly { readonly name: string; readonly namespace?: string; readonly port?: number }[];
    readonly http?: {
      readonly paths: readonly {
        readonly backend: {
          readonly service?: { readonly name: string; readonly port?: { readonly number?: number } };
        };
      }[];
    };
  }[];
}

function backendsOf({ manifests }: Assembly): readonly Backend[] {
  return manifests.all
    .filter(({ object: { kind } }) => kind === 'HTTPRoute' || kind === 'Ingress')
    .flatMap((manifest): Backend[] => {
      const { rules = [] } = (manifest.object as { readonly spec?: Routed }).spec ?? {};
      const own = manifest.object.metadata.namespace ?? '';
      return rules.flatMap(({ backendRefs = [], http }, i): Backend[] => [
        ...backendRefs.map(({ name, namespace = own, port }, j) => ({
          manifest,
          service: name,
          namespace,
          port,
          path: `spec.rules[${i}].backendRefs[${j}].port`,
        })),
        ...(http?.paths ?? []).map(({ backend: { service } }, j) => ({
          manifest,
          service: service?.name ?? '',
          namespace: own,
          port: service?.port?.number,
          path: `spec.rules[${i}].http.paths[${j}].backend.service.port`,
        })),
      ]);
    });
}

function listenersByService({ manifests }: Assembly): ReadonlyMap<string, Manifest<EventListenerObject>> {
  return new Map(
    manifests.of('triggers.tekton.dev/EventListener').map((listener) => {
      const { name = '', namespace = '' } = listener.object.metadata;
      return [keyOf(listener.environment, namespace, `el-${name}`), listener];
    }),
  );
}

/** With a certificate it is 8443; a listener of another kind makes its Service itself. */
function portOf({ object: { spec } }: Manifest<EventListenerObject>): number | undefined {
  const { kubernetesResource, customResource } = spec.resources ?? {};
  if (customResource !== undefined) return undefined;
  if (kubernetesResource?.servicePort !== undefined) return kubernetesResource.servicePort;
  return JSON.stringify(kubernetesResource ?? {}).includes('"TLS_CERT"') ? 8443 : 8080;
}

function keyOf(environment: string, namespace: string, service: string): string {
  return `${environment}\n${namespace}\n${service}`;
}
