import { problem, type Rule } from '../../../audit';
import { canary, example } from './examples';

export const noTrafficMade: Rule = {
  id: 'FLG002',
  severity: 'advice',
  title: 'a Canary is judged by metrics, and nothing makes traffic for it',
  why: 'a query without values is a failed check for Flagger: a release at night, or in a quiet environment, is taken back',
  repair:
    'add a webhook of the type "rollout" that calls the new version while it is judged, or accept this where users are enough',
  reference: 'https://docs.flagger.app/usage/webhooks#load-testing',
  good: example(canary({})),
  bad: example(canary({ webhooks: [] })),
  check: ({ manifests }) =>
    manifests
      .of('flagger.app/Canary')
      .filter(({ object: { spec } }) => {
        const { metrics = [], webhooks = [] } = spec.analysis;
        return metrics.length > 0 && !webhooks.some(({ type = '' }) => type === '' || type === 'rollout');
      })
      .map((manifest) =>
        problem(
          manifest,
          'no webhook of the type "rollout" makes traffic, and without traffic its metrics have no values',
          'add a load test',
          'spec.analysis.webhooks',
        ),
      ),
};
