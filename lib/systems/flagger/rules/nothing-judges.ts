import { problem, type Rule } from '../../../audit';
import { canary, example, LOAD } from './examples';

const JUDGES = ['', 'rollout', 'pre-rollout', 'confirm-promotion', 'confirm-rollout', 'confirm-traffic-increase'];

export const nothingJudges: Rule = {
  id: 'FLG018',
  severity: 'warning',
  title: 'nothing judges the new version of a Canary',
  why: 'each step passes as long as the pods are ready: the release takes its minutes and proves nothing',
  repair: 'ask for metrics, or for a test by a webhook',
  reference: 'https://docs.flagger.app/usage/how-it-works#canary-analysis',
  good: example(canary({})),
  bad: example(canary({ metrics: [], webhooks: [{ ...LOAD, type: 'event' }] })),
  check: ({ manifests }) =>
    manifests
      .of('flagger.app/Canary')
      .filter(({ object: { spec } }) => {
        const { metrics = [], webhooks = [] } = spec.analysis;
        return metrics.length === 0 && !webhooks.some(({ type = '' }) => JUDGES.includes(type));
      })
      .map((manifest) =>
        problem(manifest, 'it has no metrics, and no webhook that tests or asks', 'ask for metrics', 'spec.analysis'),
      ),
};
