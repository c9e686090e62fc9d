import { type Problem, problem, type Rule } from '../../../audit';
import { canariesOf, CANARY } from '../steps';
import { canary, example, HELD, SERVICES } from './examples';

const PAIRS = [
  ['nginx', 'stableIngress', 'stableIngresses'],
  ['alb', 'ingress', 'ingresses'],
  ['istio', 'virtualService', 'virtualServices'],
] as const;

export const routerObjectNotOne: Rule = {
  id: 'ROL016',
  severity: 'error',
  title: 'a traffic router is given its routes twice, or not at all',
  why: 'the controller refuses the Rollout (InvalidSpec); its linter does not look',
  repair: 'keep either the field for one or the list',
  good: example(
    canary({ ...SERVICES, trafficRouting: { istio: { virtualService: { name: 'orders' } } }, steps: HELD }),
  ),
  bad: example(canary({ ...SERVICES, trafficRouting: { istio: {} }, steps: HELD })),
  check: (assembly) =>
    canariesOf(assembly).flatMap(({ rollout, canary: { trafficRouting } }) =>
      PAIRS.flatMap(([router, one, list]): Problem[] => {
        const config: Readonly<Record<string, unknown>> | undefined = trafficRouting?.[router];
        if (!config) return [];
        const many = config[list];
        const hasMany = Array.isArray(many) && many.length > 0;
        if (Boolean(config[one]) !== hasMany) return [];
        const message = hasMany ? `${one} and ${list} are both set` : `neither ${one} nor ${list} is set`;
        return [problem(rollout, message, `set ${one}`, `${CANARY}.trafficRouting.${router}`)];
      }),
    ),
};
