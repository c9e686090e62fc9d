import {
  type BasicCanary,
  fencesOf,
  type FixedScale,
  nextMove,
  type RoutedCanary,
  wantedByBasicCanary,
  wantedByRoutedCanary,
} from '../../../lib/systems/rollouts/replica-counts';
import * as fc from '../../property';
import { recorded } from './engine-records';

test('moves as the controller does without a router', () => {
  type Row = BasicCanary & { weight: number; now: [number, number]; next: [number, number] };
  const rows = recorded<Row>('basic-canary.json');
  expect(rows.length).toBeGreaterThan(200);
  for (const {
    weight,
    now: [canary, stable],
    next,
    ...plan
  } of rows) {
    const moved = nextMove(plan, weight, { canary, stable });
    expect({ plan, weight, now: [canary, stable], next: [moved.canary, moved.stable] }).toEqual({
      plan,
      weight,
      now: [canary, stable],
      next,
    });
  }
});

test('scales as the controller does with a router', () => {
  type Row = RoutedCanary & { weight: number; scale?: FixedScale; pods: [number, number] };
  for (const { weight, scale, pods, ...plan } of recorded<Row>('routed-canary.json')) {
    const wanted = wantedByRoutedCanary(plan, weight, scale);
    expect({ plan, weight, scale, pods: [wanted.canary, wanted.stable] }).toEqual({ plan, weight, scale, pods });
  }
});

test('reads a text as a percentage, with or without its sign', () => {
  expect(fencesOf({ replicas: 10, maxSurge: '1', maxUnavailable: 0 })).toEqual({ surge: 1, unavailable: 0 });
  expect(fencesOf({ replicas: 200, maxSurge: '1', maxUnavailable: '10%' })).toEqual({ surge: 2, unavailable: 20 });
  expect(fencesOf({ replicas: 10 })).toEqual({ surge: 3, unavailable: 2 });
  expect(fencesOf({ replicas: 1, maxSurge: 0, maxUnavailable: '25%' })).toEqual({ surge: 0, unavailable: 1 });
});

test('without a router, 10 % of few pods is more than 10 %', () => {
  const counts = [1, 3, 5, 10].map((replicas) => wantedByBasicCanary({ replicas }, 10));
  expect(counts).toEqual([
    { canary: 1, stable: 1 },
    { canary: 1, stable: 3 },
    { canary: 1, stable: 5 },
    { canary: 1, stable: 9 },
  ]);
});

const plan = fc.record({ replicas: fc.integer({ min: 1, max: 200 }), maxSurge: fc.integer({ min: 0, max: 20 }) });

test('a weight between 1 and 99 never takes a side away, and never needs more than one pod on top', () => {
  fc.assert(
    fc.property(plan, fc.integer({ min: 1, max: 99 }), ({ replicas, maxSurge }, weight) => {
      const { canary, stable } = wantedByBasicCanary({ replicas, maxSurge, maxUnavailable: 1 }, weight);
      expect(canary + stable).toBeGreaterThanOrEqual(replicas);
      expect(canary + stable).toBeLessThanOrEqual(replicas + (maxSurge > 0 ? 1 : 0));
      if (replicas > 1 || maxSurge > 0) expect([canary > 0, stable > 0]).toEqual([true, true]);
    }),
  );
});

test('a larger weight never gets fewer canary pods', () => {
  fc.assert(
    fc.property(plan, fc.integer({ min: 0, max: 99 }), ({ replicas, maxSurge }, weight) => {
      const fences = { replicas, maxSurge, maxUnavailable: 1 };
      expect(wantedByRoutedCanary({ replicas }, weight + 1).canary).toBeGreaterThanOrEqual(
        wantedByRoutedCanary({ replicas }, weight).canary,
      );
      expect(wantedByBasicCanary(fences, weight + 1).canary).toBeGreaterThanOrEqual(
        wantedByBasicCanary(fences, weight).canary,
      );
    }),
  );
});
