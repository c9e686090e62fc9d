import { type Rule, problem } from '../../../audit';
import { applicationsOf, isAutomated } from '../applications';
import { application, manifests } from './examples';

/** Argo CD tries an automated sync five times even where no retry is given. */
export const retryKeepsCommit: Rule = {
  id: 'ARG003',
  severity: 'advice',
  title: 'a failed sync is tried again with its own commit only',
  why: 'the commit that mends it waits until all tries of the broken one are over, minutes later',
  repair: 'set retry.refresh: true, so that each try takes the newest commit',
  reference: 'https://github.com/argoproj/argo-cd/blob/v3.5.1/pkg/apis/application/v1alpha1/types.go',
  good: manifests(application()),
  bad: manifests(application({ policy: 'automated: {}' })),
  check: ({ manifests }) =>
    applicationsOf(manifests)
      .filter(
        ({ spec }) => isAutomated(spec) && !spec.syncPolicy?.retry?.refresh && spec.syncPolicy?.retry?.limit !== 0,
      )
      .map(({ manifest, path }) =>
        problem(
          manifest,
          'each try of a failed sync takes the same commit',
          'set retry with refresh: true',
          `${path}.syncPolicy`,
        ),
      ),
};
