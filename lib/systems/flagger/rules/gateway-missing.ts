import { problem, type Rule } from '../../../audit';
import { canary, example } from './examples';

export const gatewayMissing: Rule = {
  id: 'FLG010',
  severity: 'error',
  title: 'a Canary of the Gateway API names no Gateway',
  why: 'Flagger makes no route, and stops before the first release',
  repair: 'name the Gateways in service.gatewayRefs',
  reference: 'https://docs.flagger.app/tutorials/gatewayapi-progressive-delivery',
  good: example(canary({})),
  bad: example(canary({}, { service: { port: 80 } })),
  check: ({ manifests }) =>
    manifests
      .of('flagger.app/Canary')
      .filter(({ object: { spec } }) => spec.provider?.startsWith('gatewayapi:') === true)
      .filter(({ object: { spec } }) => (spec.service?.gatewayRefs ?? []).length === 0)
      .map((manifest) =>
        problem(
          manifest,
          'its provider is the Gateway API, and service.gatewayRefs names no Gateway',
          'name one',
          'spec.service.gatewayRefs',
        ),
      ),
};
