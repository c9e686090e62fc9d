import { problem, type Rule } from '../../../audit';
import { example, ingress } from './examples';
import { isOfCanary } from './ingresses-of-canaries';

/** The Ingress of a canary is reported at its Rollout; and the class `nginx` may be F5's, which uses other annotations. */
export const ingressNginxRetired: Rule = {
  id: 'RTE009',
  severity: 'warning',
  title: 'an Ingress is served by ingress-nginx, which is retired',
  why: 'it gets no security fixes since March 2026, and all traffic passes through it',
  repair: 'move the traffic to the Gateway API, Istio or a load balancer of the cloud',
  reference: 'https://github.com/kubernetes/ingress-nginx',
  good: example(ingress({ ingressClassName: 'alb' })),
  bad: example(ingress({ ingressClassName: 'nginx' })),
  check: ({ manifests }) =>
    manifests.of('networking.k8s.io/Ingress').flatMap((one) => {
      const { object } = one;
      const { annotations = {} } = object.metadata;
      const keys = Object.keys(annotations);
      if (keys.some((key) => key.startsWith('nginx.org/'))) return [];
      const className = object.spec?.ingressClassName ?? annotations['kubernetes.io/ingress.class'];
      const isNginx = className === 'nginx' || keys.some((key) => key.startsWith('nginx.ingress.kubernetes.io/'));
      if (!isNginx || isOfCanary(manifests, one)) return [];
      const message = 'ingress-nginx serves it, which gets no security fixes any more';
      return [problem(one, message, 'make it an HTTPRoute', 'spec.ingressClassName')];
    }),
};
