import { problem, type Rule } from '../../../audit';
import { canariesOf, CANARY } from '../steps';
import { canary, example, HELD, SERVICES } from './examples';

const routed = { ...SERVICES, trafficRouting: { istio: { virtualService: { name: 'orders' } } }, steps: HELD };

export const dynamicScaleAbort: Rule = {
  id: 'ROL028',
  severity: 'warning',
  title: 'an aborted canary keeps all its pods while the old version has to grow again',
  why: 'dynamicStableScale moves pods with the traffic; with a delay after an abort the canary keeps its pods, so both sides together need the room for two versions just when something is wrong',
  repair: 'leave abortScaleDownDelaySeconds out, or dynamicStableScale',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/features/canary/',
  good: example(canary({ ...routed, dynamicStableScale: true })),
  bad: example(canary({ ...routed, dynamicStableScale: true, abortScaleDownDelaySeconds: 600 })),
  check: (assembly) =>
    canariesOf(assembly)
      .filter(({ canary: one }) => one.dynamicStableScale && one.abortScaleDownDelaySeconds !== undefined)
      .map(({ rollout, canary: { abortScaleDownDelaySeconds: delay = 0 } }) => {
        const time = delay === 0 ? 'for ever' : `for ${delay} s`;
        const message = `after an abort the canary keeps its pods ${time}, while the old version grows again`;
        return problem(rollout, message, 'leave the delay out', `${CANARY}.abortScaleDownDelaySeconds`);
      }),
};
