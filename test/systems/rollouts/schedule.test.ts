import { Duration } from '../../../lib/model';
import { heldBefore, type ScheduleStep, simulate, timeOf, tryParsePause } from '../../../lib/systems/rollouts/schedule';
import * as fc from '../../property';

const STEPS = [{ setWeight: 5 }, { pause: { duration: '10m' } }, { setWeight: 50 }, { pause: { duration: 90 } }];

test('keeps the old version whole beside the canary where a router splits the traffic', () => {
  expect(simulate({ replicas: 10, routed: true, steps: STEPS })).toEqual([
    { canary: 1, stable: 10, weight: 5, realised: 5, peak: 11 },
    { canary: 1, stable: 10, weight: 5, realised: 5, peak: 11 },
    { canary: 5, stable: 10, weight: 50, realised: 50, peak: 15 },
    { canary: 5, stable: 10, weight: 50, realised: 50, peak: 15 },
    { canary: 10, stable: 10, weight: 100, realised: 100, peak: 20 },
  ]);
});

test('moves pods with the traffic where the stable side scales dynamically', () => {
  const states = simulate({ replicas: 10, routed: true, dynamicStableScale: true, steps: [{ setWeight: 50 }] });
  expect(states.map(({ canary, stable, peak }) => [canary, stable, peak])).toEqual([
    [5, 5, 15],
    [10, 0, 15],
  ]);
});

test('a fixed scale holds until the weight decides again', () => {
  const steps = [
    { setCanaryScale: { replicas: 3 } },
    { setWeight: 50 },
    { setCanaryScale: { matchTrafficWeight: true } },
    { setCanaryScale: { weight: 20 } },
  ];
  expect(simulate({ replicas: 10, routed: true, steps }).map(({ canary }) => canary)).toEqual([3, 3, 5, 2, 10]);
});

test('shares by whole pods without a router, and says the most pods there are on the way', () => {
  const states = simulate({ replicas: 3, routed: false, steps: [{ setWeight: 10 }] });
  expect(states).toEqual([
    { canary: 1, stable: 3, weight: 10, realised: 25, peak: 4 },
    { canary: 3, stable: 0, weight: 100, realised: 100, peak: 4 },
  ]);
  expect(simulate({ replicas: 0, routed: false, steps: [] })).toEqual([
    { canary: 0, stable: 0, weight: 100, realised: 0, peak: 0 },
  ]);
});

test('ends with every pod new, within the surge and never below what may be missing', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 5 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 10 }), weights, (replicas, surge, all) => {
      const steps = all.map((setWeight) => ({ setWeight }));
      const states = simulate({ replicas, maxSurge: surge, maxUnavailable: 0, routed: false, steps });
      expect(states[states.length - 1]).toMatchObject({ canary: replicas, stable: 0, realised: 100 });
      for (const { canary, stable, peak } of states) {
        expect(canary + stable).toBeGreaterThanOrEqual(replicas);
        expect(peak).toBeLessThanOrEqual(replicas + surge);
      }
    }),
  );
});

test('reads pauses as the controller does', () => {
  const read = [90, '90', '10m', '1h30m', '1.5h', 0].map((duration) => tryParsePause(duration)?.inSeconds);
  expect(read).toEqual([90, 90, 600, 5400, 5400, 0]);
  expect([-1, '1d', '', '10 m'].map(tryParsePause)).toEqual([undefined, undefined, undefined, undefined]);
});

test('adds up pauses and whatever else takes time', () => {
  expect(timeOf(STEPS)).toEqual({ best: Duration.seconds(690), worst: Duration.seconds(690) });
  const steps: ScheduleStep[] = [{ analysis: {} }, { pause: { duration: '1m' } }];
  const analysis = { best: Duration.seconds(60), worst: Duration.seconds(300) };
  const none = { best: Duration.zero, worst: Duration.zero };
  expect(timeOf(steps, (step) => (step.analysis ? analysis : none))).toEqual({
    best: Duration.seconds(120),
    worst: Duration.seconds(360),
  });
});

test('has no worst case where a person has to promote', () => {
  expect(timeOf([...STEPS, { pause: {} }])).toEqual({ best: Duration.seconds(690) });
});

test('counts how long a weight has been held from where it was last set', () => {
  expect([0, 1, 2, 3, 4].map((index) => heldBefore(STEPS, index).inSeconds)).toEqual([0, 0, 600, 0, 90]);
  expect(heldBefore([{ setWeight: 5 }, { pause: {} }, { pause: { duration: 30 } }], 3).inSeconds).toBe(30);
});
