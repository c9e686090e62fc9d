import { problem, type Rule } from '../../../audit';
import { CANARY, canariesOf } from '../steps';
import { canary, example, HELD, SERVICES } from './examples';

const routed = (additionalIngressAnnotations: Readonly<Record<string, string>>): object =>
  canary({
    ...SERVICES,
    trafficRouting: { nginx: { stableIngress: 'orders', additionalIngressAnnotations } },
    steps: HELD,
  });

export const headerWithoutValue: Rule = {
  id: 'ROL062',
  severity: 'warning',
  title: 'a header chooses the canary, and no value of it is given',
  why: 'ingress-nginx then takes the header only when it says always or never, whatever the weight: testers who send another value see either version',
  repair: 'give canary-by-header-value or canary-by-header-pattern too',
  reference: 'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#canary',
  good: example(routed({ 'canary-by-header': 'X-Canary', 'canary-by-header-value': 'yes' })),
  bad: example(routed({ 'canary-by-header': 'X-Canary' })),
  check: (assembly) =>
    canariesOf(assembly).flatMap(({ rollout, canary: strategy }) => {
      const { additionalIngressAnnotations: given = {} } = strategy.trafficRouting?.nginx ?? {};
      const names = Object.keys(given).map((name) => name.slice(name.indexOf('/') + 1));
      const chooses = names.includes('canary-by-header');
      if (!chooses || names.some((name) => /^canary-by-header-(value|pattern)$/.test(name))) return [];
      return problem(
        rollout,
        'a header chooses the canary only when its value is always, and then past the weight',
        'add canary-by-header-value',
        `${CANARY}.trafficRouting.nginx.additionalIngressAnnotations`,
      );
    }),
};
