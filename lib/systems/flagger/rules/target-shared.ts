import { describe, type Manifest } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { type CanaryObject } from '../kinds';
import { canary, example } from './examples';

export const targetShared: Rule = {
  id: 'FLG005',
  severity: 'error',
  title: 'two Canaries have one target',
  why: 'both scale it and copy it at their own pace; Flagger writes a line into its log and goes on',
  repair: 'keep one of them',
  reference: 'https://github.com/fluxcd/flagger/blob/v1.44.0/pkg/controller/scheduler.go',
  good: example(canary({})),
  bad: example(canary({}), canary({}, {}, 'orders-a-b')),
  check: ({ manifests }) => {
    const first = new Map<string, Manifest<CanaryObject>>();
    return manifests.of('flagger.app/Canary').flatMap((manifest) => {
      const { kind, name } = manifest.object.spec.targetRef;
      const key = [manifest.environment, manifest.object.metadata.namespace, kind, name].join('\n');
      const other = first.get(key);
      if (!other) first.set(key, manifest);
      if (!other) return [];
      return [
        problem(
          manifest,
          `its target ${kind} ${name} is that of ${describe(other.object)} too`,
          'keep one of them',
          'spec.targetRef',
        ),
      ];
    });
  },
};
