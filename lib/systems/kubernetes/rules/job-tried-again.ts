import { type Rule, problem } from '../../../audit';
import { reportJob } from './examples';

export const jobTriedAgain: Rule = {
  id: 'KUB052',
  severity: 'advice',
  title: 'a Job does not say how often it is tried again',
  why: 'the default is six times more, with growing waits: a build or migration that cannot succeed fails seven times, and is reported minutes later',
  repair: 'set backoffLimit: 0 where another try cannot help, or the number that is meant',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy',
  good: { manifests: reportJob('backoffLimit: 0', 'ttlSecondsAfterFinished: 3600') },
  bad: { manifests: reportJob('ttlSecondsAfterFinished: 3600') },
  check: ({ manifests }) =>
    manifests
      .of('batch/Job')
      .filter(({ object: { spec } }) => spec?.backoffLimit === undefined)
      .map((job) => problem(job, 'it is tried six times more when it fails', 'set backoffLimit', 'spec.backoffLimit')),
};
