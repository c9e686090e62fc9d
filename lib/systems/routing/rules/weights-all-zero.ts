import { problem, type Rule } from '../../../audit';
import { example, httpRoute } from './examples';
import { sumOf, weightsOf } from './weights';

const to = (weight: number): object =>
  httpRoute({
    rules: [
      {
        backendRefs: [
          { name: 'orders', port: 80, weight },
          { name: 'orders-v2', port: 80, weight: 0 },
        ],
      },
    ],
  });

export const weightsAllZero: Rule = {
  id: 'RTE008',
  severity: 'error',
  title: 'a route gives none of its destinations any traffic',
  why: 'a Gateway answers every request with 500, and Istio refuses the VirtualService',
  repair: 'give the version that serves everybody 100',
  reference: 'https://gateway-api.sigs.k8s.io/reference/spec/#httpbackendref',
  good: example(to(100)),
  bad: example(to(0)),
  check: ({ manifests }) =>
    weightsOf(manifests)
      .filter((one) => sumOf(one) === 0)
      .map(({ route, path }) => problem(route, 'all of its weights are 0', 'give one of them 100', path)),
};
