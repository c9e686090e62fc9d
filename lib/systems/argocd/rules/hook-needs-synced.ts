import { describe } from '../../../assembly';
import { type Rule, problem } from '../../../audit';
import { needsOf } from '../needs';
import { hooksOf } from '../sync-phase';
import { hookJob, manifests, object } from './examples';

const ACCOUNT = object('v1', 'ServiceAccount', 'migrate');
const POD = 'serviceAccountName: migrate, ';

export const hookNeedsSynced: Rule = {
  id: 'ARG021',
  severity: 'error',
  title: 'a PreSync hook needs what only the sync makes',
  why: 'in a first sync it is not there: the hook fails, and so nothing is ever applied; later it runs with the old one',
  repair:
    'make it a Sync hook in a wave between what it needs and the workloads, or make a PreSync hook of what it needs too',
  reference: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/',
  good: manifests(hookJob('Sync', undefined, POD), ACCOUNT),
  bad: manifests(hookJob('PreSync', undefined, POD), ACCOUNT),
  check: ({ manifests }) => {
    const needs = needsOf(manifests);
    return manifests.all
      .filter(({ object }) => hooksOf(object).includes('PreSync'))
      .flatMap((manifest) =>
        needs
          .of(manifest)
          .filter(({ object }) => !hooksOf(object).includes('PreSync'))
          .map((needed) =>
            problem(
              manifest,
              `it runs before the sync that makes ${describe(needed.object)}`,
              'make it a Sync hook in a wave of its own',
              'metadata.annotations["argocd.argoproj.io/hook"]',
            ),
          ),
      );
  },
};
