import { type AnalysisObject } from '../../../lib/systems/flagger/kinds';
import { abortTime, progressOf, promotionTime } from '../../../lib/systems/flagger/progress';
import * as fc from '../../property';

const minutes = (analysis: AnalysisObject, provider?: string): number =>
  promotionTime(progressOf(analysis, provider)).inSeconds / 60;

test.each<[string, AnalysisObject, string | undefined, number]>([
  ['equal steps', { stepWeight: 10, maxWeight: 50 }, undefined, 5],
  ['equal steps to 100', { stepWeight: 30 }, undefined, 4],
  ['steps of its own', { stepWeights: [5, 20, 50] }, undefined, 3],
  ['a mirrored step before the first', { stepWeights: [5, 20, 50], mirror: true }, undefined, 4],
  ['an A/B test', { iterations: 10, match: [{}] }, undefined, 10],
  ['blue-green, which is judged once more after the switch', { iterations: 10 }, undefined, 11],
  ['weights without a router', { stepWeight: 10, maxWeight: 50 }, 'kubernetes', 11],
])('%s take their time', (_, analysis, provider, expected) => {
  expect(minutes({ interval: '1m', threshold: 5, ...analysis }, provider)).toBe(expected);
});

test('a release that stays bad is taken back after as many intervals as checks may fail', () => {
  expect(abortTime({ interval: '30s', threshold: 5 }).toString()).toBe('2m30s');
  expect(abortTime({ interval: '5s', threshold: 3 }).toString()).toBe('30s');
  expect(abortTime({ interval: '1minute' }).toString()).toBe('1m');
});

const analyses: fc.Arbitrary<AnalysisObject> = fc.oneof(
  fc.record({
    stepWeight: fc.integer({ min: 1, max: 100 }),
    maxWeight: fc.integer({ min: 0, max: 110 }),
    mirror: fc.boolean(),
  }),
  fc.record({
    stepWeights: fc.array(fc.integer({ min: 0, max: 110 }), { minLength: 1, maxLength: 5 }),
    mirror: fc.boolean(),
  }),
  fc.record({ iterations: fc.integer({ min: 1, max: 20 }), match: fc.constantFrom([], [{}]) }),
);

test('the way is that of the scheduler, looked at one interval after the other', () => {
  fc.assert(
    fc.property(analyses, fc.constantFrom('istio', 'kubernetes'), (analysis, provider) => {
      const { ends, checks } = progressOf(analysis, provider);
      expect(schedule(analysis, provider)).toBe(ends ? checks : undefined);
    }),
    { numRuns: 500 },
  );
});

test('a release that goes bad is gone as soon as the scheduler has counted enough', () => {
  const scenario = fc.record({ threshold: fc.integer({ min: -1, max: 10 }), seconds: fc.integer({ min: 1, max: 90 }) });
  fc.assert(
    fc.property(scenario, ({ threshold, seconds }) => {
      let failed = 0;
      let looks = 0;
      for (; failed < (threshold > 0 ? threshold : 1); looks++) failed += 1;
      expect(abortTime({ interval: `${seconds}s`, threshold }).inSeconds).toBe(looks * Math.max(10, seconds));
    }),
  );
});

/** How many intervals Flagger 1.44 takes from its first look at a good release to the copy, or nothing if it never ends. */
function schedule(analysis: AnalysisObject, provider: string): number | undefined {
  const { stepWeight = 0, stepWeights = [], maxWeight = 0, match = [], mirror = false } = analysis;
  const asked = analysis.iterations ?? 0;
  const iterations = provider === 'kubernetes' && asked < 1 ? 10 : asked;
  const most = stepWeights.length > 0 ? Math.min(100, stepWeights.at(-1) ?? 0) : maxWeight || 100;
  let weight = 0;
  let done = 0;
  let mirrored = false;
  for (let looks = 0; looks < 200; looks++) {
    if (iterations > 0) {
      const visitors = match.length > 0 && provider !== 'kubernetes';
      if (done === iterations + (visitors ? 0 : 1)) return looks;
      done += 1;
      continue;
    }
    const step = nextStep(weight, stepWeight, stepWeights);
    if (step <= 0) continue;
    if (weight >= most) return looks;
    if (mirror && weight === 0 && !mirrored) mirrored = true;
    else weight = Math.min(100, weight + step);
  }
  return undefined;
}

function nextStep(weight: number, stepWeight: number, stepWeights: readonly number[]): number {
  if (stepWeight > 0 || stepWeights.length === 0) return stepWeight;
  const rest = 100 - weight;
  if (rest === 0) return 1;
  if (weight === 0) return Math.min(rest, stepWeights[0] ?? 0);
  const at = stepWeights.slice(0, -1).indexOf(weight);
  return at < 0 ? rest : Math.min(rest, (stepWeights[at + 1] ?? 0) - weight);
}
