import { type Rule, problem } from '../../../audit';
import { manifests, previews } from './examples';
import { pullRequestsOf } from './pull-request-generators';

const GITHUB = 'github: { owner: acme, repo: api, tokenRef: { secretName: github, key: token } }';

export const pullRequestsSeldomRead: Rule = {
  id: 'ARG010',
  severity: 'warning',
  title: 'pull requests are looked for every half an hour',
  why: 'a preview comes when its review is over, and stays half an hour after the merge',
  repair: 'set requeueAfterSeconds to a minute or a few, or set up the webhook of the ApplicationSet controller',
  reference: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Pull-Request/',
  good: manifests(previews()),
  bad: manifests(previews({ generator: `{ ${GITHUB} }` })),
  check: ({ manifests }) =>
    pullRequestsOf(manifests)
      .filter(({ generator }) => (generator.requeueAfterSeconds ?? 0) <= 0)
      .map(({ manifest, path }) =>
        problem(manifest, 'it looks every 1800 seconds', 'set requeueAfterSeconds', `${path}.requeueAfterSeconds`),
      ),
};
