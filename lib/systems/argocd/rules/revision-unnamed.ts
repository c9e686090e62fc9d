import { type Rule, problem } from '../../../audit';
import { applicationsOf, sourcesOf } from '../applications';
import { SOURCE, application, manifests } from './examples';

export const revisionUnnamed: Rule = {
  id: 'ARG009',
  severity: 'warning',
  title: 'an Application follows whatever the default branch is',
  why: 'HEAD is a setting of the code host: who changes the default branch deploys another one',
  repair: 'name the branch, or a commit',
  reference: 'https://argo-cd.readthedocs.io/en/stable/user-guide/tracking_strategies/',
  good: manifests(application()),
  bad: manifests(application({ source: SOURCE.replace('targetRevision: main', 'targetRevision: HEAD') })),
  check: ({ manifests }) =>
    applicationsOf(manifests).flatMap((one) =>
      sourcesOf(one)
        .filter(({ source }) => source.chart === undefined && (source.targetRevision ?? 'HEAD') === 'HEAD')
        .map(({ path }) =>
          problem(
            one.manifest,
            'it follows HEAD, the default branch of the moment',
            'name the branch',
            `${path}.targetRevision`,
          ),
        ),
    ),
};
