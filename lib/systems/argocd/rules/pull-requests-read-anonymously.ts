import { type Rule, problem } from '../../../audit';
import { type PullRequestGenerator, type PullRequestHost } from '../kinds';
import { manifests, previews } from './examples';
import { pullRequestsOf } from './pull-request-generators';

export const pullRequestsReadAnonymously: Rule = {
  id: 'ARG011',
  severity: 'warning',
  title: 'pull requests are read without a token',
  why: 'a private repository shows none, and hosts let nobody ask often without one: GitHub 60 times an hour',
  repair: 'name a Secret with a token that may read pull requests, or with a GitHub App',
  reference: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Pull-Request/',
  good: manifests(previews()),
  bad: manifests(previews({ generator: '{ github: { owner: acme, repo: api }, requeueAfterSeconds: 60 }' })),
  check: ({ manifests }) =>
    pullRequestsOf(manifests).flatMap(({ manifest, generator, path }) =>
      hostsOf(generator)
        .filter(({ host }) => !(host.tokenRef ?? host.appSecretName ?? host.bearerToken ?? host.basicAuth))
        .map(({ name }) => problem(manifest, `it asks ${name} without a token`, 'add a tokenRef', `${path}.${name}`)),
    ),
};

function hostsOf(
  generator: PullRequestGenerator,
): readonly { readonly name: string; readonly host: PullRequestHost }[] {
  const { github, gitlab, gitea, bitbucket, bitbucketServer, azuredevops } = generator;
  return Object.entries({ github, gitlab, gitea, bitbucket, bitbucketServer, azuredevops }).flatMap(([name, host]) =>
    host ? [{ name, host }] : [],
  );
}
