import { problem, type Rule } from '../../../audit';
import { textsIn } from '../substitution';
import { example, listener, pushListener, PUSH_BINDING, PUSH_TEMPLATE, SIGNED_PUSH } from './examples';

const resources = { kubernetesResource: { serviceType: 'LoadBalancer' } };

export const listenerExposed: Rule = {
  id: 'TRG071',
  severity: 'warning',
  title: 'a listener has an address of its own on the network',
  why: 'its Service speaks plain HTTP to whoever finds it: payloads are read and replayed on the way, and no gateway limits who asks or how often',
  repair: 'leave serviceType at ClusterIP, and lead to it by an Ingress or HTTPRoute with TLS',
  reference: 'https://tekton.dev/docs/triggers/exposing-eventlisteners/',
  good: example(PUSH_BINDING, PUSH_TEMPLATE, pushListener()),
  bad: example(
    PUSH_BINDING,
    PUSH_TEMPLATE,
    listener({
      triggers: [
        { name: 'push', interceptors: [SIGNED_PUSH], bindings: [{ ref: 'push' }], template: { ref: 'delivery' } },
      ],
      resources,
    }),
  ),
  check: ({ manifests }) =>
    manifests.of('triggers.tekton.dev/EventListener').flatMap((manifest) => {
      const { resources: made } = manifest.object.spec;
      const type = made?.kubernetesResource?.serviceType;
      const isEncrypted = textsIn(made, '').some(({ text }) => text === 'TLS_CERT' || text === 'TLS_KEY');
      if ((type !== 'LoadBalancer' && type !== 'NodePort') || isEncrypted) return [];
      return problem(
        manifest,
        `its Service is of the type ${type}, and speaks plain HTTP`,
        'write ClusterIP, and lead to it by a route with TLS',
        'spec.resources.kubernetesResource.serviceType',
      );
    }),
};
