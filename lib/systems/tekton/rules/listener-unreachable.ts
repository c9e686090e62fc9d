import { type Assembly } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { textsIn } from '../substitution';
import { type EventListenerSpec } from '../trigger-kinds';
import { example, object, PUSH_BINDING, PUSH_TEMPLATE, pushListener } from './examples';

const http = {
  paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'el-github', port: { number: 8080 } } } }],
};
const ingress = object('networking.k8s.io/v1', 'Ingress', 'webhook', { rules: [{ host: 'ci.example.com', http }] });

export const listenerUnreachable: Rule = {
  id: 'TRG050',
  severity: 'advice',
  title: 'nothing leads to a listener from outside',
  why: 'its Service is reachable inside the cluster only: the webhook of the repository host finds nobody',
  repair: 'add an Ingress or HTTPRoute with TLS that leads to the Service el-<listener>',
  reference: 'https://tekton.dev/docs/triggers/exposing-eventlisteners/',
  good: example(PUSH_BINDING, PUSH_TEMPLATE, pushListener(), ingress),
  bad: example(PUSH_BINDING, PUSH_TEMPLATE, pushListener()),
  check: (assembly) => {
    const listeners = assembly.manifests.of('triggers.tekton.dev/EventListener');
    const reached: ReadonlySet<string> = listeners.length === 0 ? new Set() : namesReached(assembly);
    return listeners
      .filter(({ object: { spec, metadata }, environment }) => {
        const service = `el-${metadata.name ?? ''}`;
        return isForHosts(spec) && !isExposed(spec) && !reached.has(`${environment}\n${service}`);
      })
      .map((listener) => {
        const message = `nothing here leads to its Service el-${listener.object.metadata.name ?? ''}`;
        return problem(listener, message, 'add an Ingress or HTTPRoute with TLS', 'metadata.name');
      });
  },
};

const HOSTS = ['github', 'gitlab', 'bitbucket'];
const LEADING = [
  'networking.k8s.io/Ingress',
  'gateway.networking.k8s.io/HTTPRoute',
  'networking.istio.io/VirtualService',
  'route.openshift.io/Route',
  'traefik.io/IngressRoute',
];

/** Whether a repository host is meant to call: then its interceptor checks the event. */
function isForHosts({ triggers = [], triggerGroups = [] }: EventListenerSpec): boolean {
  return [...triggers, ...triggerGroups].some(({ interceptors = [] }) =>
    interceptors.some(({ ref }) => HOSTS.includes(ref?.name ?? '')),
  );
}

/** A Service that is given an address of its own, by the listener itself. */
function isExposed(spec: EventListenerSpec): boolean {
  return textsIn(spec, '').some(({ text }) => text === 'LoadBalancer' || text === 'NodePort');
}

/** The names of Services that objects for incoming traffic lead to, without their domain. */
function namesReached({ manifests }: Assembly): ReadonlySet<string> {
  return new Set(
    manifests
      .ofKinds(...LEADING)
      .flatMap(({ object: one, environment }) =>
        textsIn((one as { readonly spec?: object }).spec, '').map(
          ({ text }) => `${environment}\n${text.split('.')[0] ?? ''}`,
        ),
      ),
  );
}
