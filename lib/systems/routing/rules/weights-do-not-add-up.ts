import { problem, type Rule } from '../../../audit';
import { example, virtualService } from './examples';
import { sumOf, weightsOf } from './weights';

const to = (first: number, second: number): object =>
  virtualService([
    { destination: { host: 'orders' }, weight: first },
    { destination: { host: 'orders-v2' }, weight: second },
  ]);

/** Small numbers are ratios, such as 9 to 1: below this nobody meant percentages. */
const PERCENTAGES_FROM = 10;

export const weightsDoNotAddUp: Rule = {
  id: 'RTE007',
  severity: 'warning',
  title: 'the weights of a route are percentages that do not make 100',
  why: 'they are read as shares of their sum, so nobody gets the percentage that stands there',
  repair: 'let the weights of a rule make 100',
  reference: 'https://gateway-api.sigs.k8s.io/guides/traffic-splitting/',
  good: example(to(90, 10)),
  bad: example(to(90, 20)),
  check: ({ manifests }) =>
    weightsOf(manifests).flatMap((one) => {
      const sum = sumOf(one);
      if (sum === 100 || sum < 1 || Math.max(...one.weights) < PERCENTAGES_FROM) return [];
      return [problem(one.route, `its weights make ${sum}: ${one.weights.join(', ')}`, 'let them make 100', one.path)];
    }),
};
