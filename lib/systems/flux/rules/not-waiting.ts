import { problem, type Rule } from '../../../audit';
import { example, GITOPS, kustomization } from './examples';

export const notWaiting: Rule = {
  id: 'FLX009',
  severity: 'advice',
  title: 'a Kustomization of Flux is ready before its objects are',
  why: 'a release whose pods never start is reported as applied, and no alert is sent',
  repair: 'set wait: true, with a timeout that is longer than the longest rollout',
  reference: 'https://fluxcd.io/flux/components/kustomize/kustomizations/#wait',
  good: example(GITOPS, kustomization()),
  bad: example(GITOPS, kustomization({ wait: undefined })),
  check: ({ manifests }) =>
    manifests.of('kustomize.toolkit.fluxcd.io/Kustomization').flatMap((manifest) => {
      const { wait, healthChecks = [], timeout } = manifest.object.spec;
      if (wait !== true && healthChecks.length === 0) {
        return [problem(manifest, 'it is ready as soon as its objects are applied', 'set wait: true', 'spec.wait')];
      }
      if (timeout !== undefined) return [];
      return [
        problem(
          manifest,
          'it waits as long as its interval says, for want of a timeout',
          'set timeout',
          'spec.timeout',
        ),
      ];
    }),
};
