import { PLACE } from '../program';
import { type Built } from './build-act';
import { untilTold, watch } from './rollout';
import { type Stage } from './stage';

/** Somebody reverts the last promotion to production, and the version before it is told to run again. */
export async function rollBack(stage: Stage, to: Built): Promise<void> {
  const { gitops, recorder } = stage;
  await gitops.pull();
  const file = 'promoted/production/order-service/kustomization.yaml';
  const [promotion = ''] = (await gitops.git(['log', '-1', '--format=%H', '--', file])).trim().split('\n');
  await gitops.revert(promotion);
  await gitops.push();
  recorder.event('somebody', `reverted ${promotion.slice(0, 12)}`, { digest: to.digest });
  await untilTold(stage, PLACE.production, to.digest);
  const { end } = await watch(stage, { namespace: PLACE.production, digest: to.digest, seconds: 120 });
  const { phase = '' } = end.status ?? {};
  recorder.check('the version before it', `${phase}, ${to.digest}`, phase === 'Healthy');
}
