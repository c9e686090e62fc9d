import { type Rule, problem } from '../../../audit';
import { hooksOf } from '../sync-phase';
import { hookJob, manifests } from './examples';

export const hookWithoutDeadline: Rule = {
  id: 'ARG023',
  severity: 'warning',
  title: 'a hook may run for ever',
  why: 'the sync waits for it, without an end of its own: no later commit is synced, not even the one that mends it',
  repair: 'set activeDeadlineSeconds',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup',
  good: manifests(hookJob('Sync')),
  bad: manifests(hookJob('Sync', 'parallelism: 1')),
  check: ({ manifests }) =>
    manifests
      .of('batch/Job')
      .filter(({ object }) => hooksOf(object).length > 0 && deadlineOf(object) === undefined)
      .map((manifest) =>
        problem(
          manifest,
          'nothing ends it: the sync waits for it',
          'set activeDeadlineSeconds',
          'spec.activeDeadlineSeconds',
        ),
      ),
};

function deadlineOf(object: object): number | undefined {
  return (object as { readonly spec?: { readonly activeDeadlineSeconds?: number } }).spec?.activeDeadlineSeconds;
}
