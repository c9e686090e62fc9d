import { problem, type Rule } from '../../../audit';
import { serviceNames } from '../generated';
import { canary, example, object } from './examples';

const orders = canary(
  {},
  {
    provider: 'skipper',
    ingressRef: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: 'orders' },
  },
);

function ingress(name: string): object {
  const path = { path: '/', pathType: 'Prefix', backend: { service: { name, port: { number: 80 } } } };
  return object('networking.k8s.io/v1', 'Ingress', 'orders', {
    rules: [{ host: 'orders.acme.dev', http: { paths: [path] } }],
  });
}

export const ingressMissesApex: Rule = {
  id: 'FLG003',
  severity: 'error',
  title: "a Canary's Ingress is missing, or does not lead to the Service that Flagger makes",
  why: 'Flagger stops before the first release, with an event as the only sign',
  repair: "let the Ingress lead to the Service that is called like the Canary's target, and that nobody renders",
  reference: 'https://docs.flagger.app/tutorials/nginx-progressive-delivery',
  good: example(orders, ingress('orders')),
  bad: example(orders, ingress('orders-stable')),
  check: ({ manifests }) =>
    manifests.of('flagger.app/Canary').flatMap((manifest) => {
      const { ingressRef } = manifest.object.spec;
      if (!ingressRef) return [];
      const { apex } = serviceNames(manifest.object);
      const { namespace } = manifest.object.metadata;
      const { environment } = manifest;
      const found = manifests.tryFind('networking.k8s.io/Ingress', { environment, namespace, name: ingressRef.name });
      if (!found) {
        const message = `its Ingress ${ingressRef.name} is not there: Flagger looks in it for the backend ${apex}`;
        return [problem(manifest, message, `render it, with ${apex} as backend`, 'spec.ingressRef')];
      }
      const paths = (found.object.spec?.rules ?? []).flatMap(({ http }) => http?.paths ?? []);
      if (paths.some(({ backend }) => backend.service?.name === apex)) return [];
      return [
        problem(
          found,
          `none of its paths leads to ${apex}, the Service that Flagger makes`,
          `name ${apex} as backend`,
          'spec.rules',
        ),
      ];
    }),
};
