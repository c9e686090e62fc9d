import { problem, type Rule } from '../../../audit';
import { canariesOf, CANARY } from '../steps';
import { canary, example, HELD, SERVICES } from './examples';

const routed = { ...SERVICES, trafficRouting: { istio: { virtualService: { name: 'orders' } } }, steps: HELD };

export const dynamicScaleDelayed: Rule = {
  id: 'ROL027',
  severity: 'error',
  title: 'the old version shrinks with its traffic, and is to stay for a time as well',
  why: 'the controller refuses the Rollout (InvalidSpec) and nothing deploys',
  repair: 'keep dynamicStableScale or scaleDownDelaySeconds',
  good: example(canary({ ...routed, scaleDownDelaySeconds: 60 })),
  bad: example(canary({ ...routed, scaleDownDelaySeconds: 60, dynamicStableScale: true })),
  check: (assembly) =>
    canariesOf(assembly)
      .filter(
        ({ canary: one }) => one.trafficRouting && one.dynamicStableScale && one.scaleDownDelaySeconds !== undefined,
      )
      .map(({ rollout }) => {
        const message = 'dynamicStableScale and scaleDownDelaySeconds are both set';
        return problem(rollout, message, 'keep one of the two', `${CANARY}.scaleDownDelaySeconds`);
      }),
};
