import { problem, type Rule } from '../../../audit';
import { canariesOf, CANARY } from '../steps';
import { canary, example, HELD } from './examples';

export const routerNeeded: Rule = {
  id: 'ROL018',
  severity: 'error',
  title: 'a canary without traffic router asks for what only a router can do',
  why: 'the controller refuses the Rollout (InvalidSpec) and nothing deploys',
  repair: 'name a traffic router, or leave it out: without one the pods themselves are the split',
  good: example(canary({ steps: HELD })),
  bad: example(canary({ steps: [{ setCanaryScale: { replicas: 1 } }, ...HELD] })),
  check: (assembly) =>
    canariesOf(assembly).flatMap(({ rollout, canary: strategy, steps }) => {
      if (strategy.trafficRouting) return [];
      const asked = [
        ...(strategy.scaleDownDelaySeconds === undefined ? [] : ['scaleDownDelaySeconds']),
        ...(strategy.dynamicStableScale ? ['dynamicStableScale'] : []),
        ...steps.flatMap((step, i) => [
          ...(['setCanaryScale', 'setHeaderRoute', 'setMirrorRoute'] as const).flatMap((kind) =>
            step[kind] === undefined ? [] : [`steps[${i}].${kind}`],
          ),
          ...((step.experiment?.templates ?? []).some(({ weight }) => weight !== undefined)
            ? [`steps[${i}].experiment.templates`]
            : []),
        ]),
      ];
      const repair = 'name a traffic router, or leave it out';
      return asked.map((field) => problem(rollout, `${field} needs a traffic router`, repair, `${CANARY}.${field}`));
    }),
};
