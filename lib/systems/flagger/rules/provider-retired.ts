import { problem, type Rule } from '../../../audit';
import { goesThroughNginx } from '../nginx';
import { canary, example } from './examples';

export const providerRetired: Rule = {
  id: 'FLG009',
  severity: 'warning',
  title: 'a Canary goes through ingress-nginx, which is retired',
  why: 'it gets no security fixes since March 2026, and all traffic passes through it',
  repair: 'name the provider gatewayapi:v1, with the Gateways in service.gatewayRefs',
  reference: 'https://github.com/kubernetes/ingress-nginx',
  good: example(canary({})),
  bad: example(canary({}, { provider: 'nginx' })),
  check: ({ manifests }) =>
    manifests
      .of('flagger.app/Canary')
      .filter(({ object }) => goesThroughNginx(object))
      .map((manifest) => {
        const { provider } = manifest.object.spec;
        const message =
          provider === undefined
            ? 'an Ingress without a provider means ingress-nginx, which gets no security fixes any more'
            : 'its provider is ingress-nginx, which gets no security fixes any more';
        return problem(
          manifest,
          message,
          'use gatewayapi:v1',
          provider === undefined ? 'spec.ingressRef' : 'spec.provider',
        );
      }),
};
