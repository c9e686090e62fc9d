import { type Rule, problem } from '../../../audit';
import { reportJob } from './examples';

/** Hooks of Helm and Argo CD are removed by whoever runs them, and Flux replaces what it may force. */
const REMOVED_BY = /^(helm\.sh\/hook|argocd\.argoproj\.io\/hook|kustomize\.toolkit\.fluxcd\.io\/force)$/;

export const jobKeptForEver: Rule = {
  id: 'KUB053',
  severity: 'advice',
  title: 'a finished Job stays for ever',
  why: 'nobody removes it: the next run of that name changes nothing or is refused, and pods pile up',
  repair: 'set ttlSecondsAfterFinished',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/',
  good: { manifests: reportJob('ttlSecondsAfterFinished: 3600', 'backoffLimit: 0') },
  bad: { manifests: reportJob('backoffLimit: 0') },
  check: ({ manifests }) =>
    manifests
      .of('batch/Job')
      .filter(
        ({ object: { spec, metadata } }) =>
          spec?.ttlSecondsAfterFinished === undefined &&
          !Object.keys(metadata.annotations ?? {}).some((name) => REMOVED_BY.test(name)),
      )
      .map((job) =>
        problem(
          job,
          'nobody removes it when it has ended',
          'set ttlSecondsAfterFinished',
          'spec.ttlSecondsAfterFinished',
        ),
      ),
};
