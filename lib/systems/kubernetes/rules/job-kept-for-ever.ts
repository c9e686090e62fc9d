import { type Example, type Rule, problem } from '../../../audit';

const example = (spec: string): Example => ({
  manifests: `
apiVersion: batch/v1
kind: Job
metadata: { name: report, namespace: shop }
spec:
  ${spec}backoffLimit: 0
  template: { spec: { restartPolicy: Never, containers: [{ name: report, image: ghcr.io/acme/report:v2 }] } }
`,
});

/** Hooks of Helm and Argo CD are removed by whoever runs them, and Flux replaces what it may force. */
const REMOVED_BY = /^(helm\.sh\/hook|argocd\.argoproj\.io\/hook|kustomize\.toolkit\.fluxcd\.io\/force)$/;

export const jobKeptForEver: Rule = {
  id: 'KUB053',
  severity: 'advice',
  title: 'a finished Job stays for ever',
  why: 'nobody removes it: the next run of that name changes nothing or is refused, and pods pile up',
  repair: 'set ttlSecondsAfterFinished',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/',
  good: example('ttlSecondsAfterFinished: 3600\n  '),
  bad: example(''),
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
