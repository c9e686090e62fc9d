import fc from 'fast-check';
import {
  fencesOf,
  nextMove,
  wantedByBasicCanary,
  wantedByRoutedCanary,
} from '../../../lib/systems/rollouts/replica-counts';
import { subject } from '../subject';

const fence = fc.option(
  fc.oneof(
    fc.nat(12),
    fc.nat(120).map((percent) => `${String(percent)}%`),
  ),
  { nil: undefined },
);

const basic = fc.record({
  replicas: fc.nat(30),
  maxSurge: fence,
  maxUnavailable: fence,
  weight: fc.nat(100),
  now: fc.record({ canary: fc.nat(32), stable: fc.nat(32) }),
});

const fences = subject({
  name: 'fences',
  about: 'fencesOf, MaxSurge and MaxUnavailable',
  inputs: basic,
  ours: fencesOf,
});

const basicCanary = subject({
  name: 'basic-canary',
  about: 'wantedByBasicCanary, the nearest pair of counts',
  inputs: basic,
  ours: (canary) => wantedByBasicCanary(canary, canary.weight),
});

const move = subject({
  name: 'next-move',
  about: 'nextMove, CalculateReplicaCountsForBasicCanary',
  inputs: basic,
  ours: (canary) => nextMove(canary, canary.weight, canary.now),
});

const routed = subject({
  name: 'routed-canary',
  about: 'wantedByRoutedCanary, CalculateReplicaCountsForTrafficRoutedCanary',
  inputs: fc
    .record({
      replicas: fc.nat(30),
      dynamicStableScale: fc.boolean(),
      minPodsPerReplicaSet: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
      maxWeight: fc.constantFrom(undefined, 100, 1000),
      share: fc.nat(100),
      scale: fc.constantFrom(
        undefined,
        { replicas: 0 },
        { replicas: 3 },
        { weight: 0 },
        { weight: 35 },
        { weight: 100 },
      ),
    })
    .map(({ share, ...canary }) => ({ ...canary, weight: (share * (canary.maxWeight ?? 100)) / 100 })),
  ours: (canary) => wantedByRoutedCanary(canary, canary.weight, canary.scale),
});

/** How Argo Rollouts counts pods. */
export const replicas = [fences, basicCanary, move, routed];
