import { Duration } from '../../../lib/model';
import { AnalysisArgument, Gate, type GateRole } from '../../../lib/systems/rollouts';
import { mergeArguments } from '../../../lib/systems/rollouts/analysis-argument';
import { type MetricLimits } from '../../../lib/systems/rollouts/outcome';

const every = { interval: Duration.seconds(30) };

function gate(limits: MetricLimits, role: GateRole = 'inline'): Gate {
  return new Gate({ name: 'x', role, limits, provider: () => ({}) });
}

test.each<[MetricLimits, GateRole, string]>([
  [every, 'inline', 'Gate.count: expected a count for a gate that stands inline, got nothing; it would never end'],
  [
    every,
    'post-promotion',
    'Gate.count: expected a count for a gate that stands post-promotion, got nothing; it would never end',
  ],
  [
    { ...every, count: 3 },
    'background',
    'Gate.count: expected no count beside the steps, got 3; after it nothing would watch the rest',
  ],
  [{}, 'background', 'Gate.count: expected no count beside the steps, got 1; after it nothing would watch the rest'],
  [{ count: 2 }, 'inline', 'Gate.interval: expected a time between measurements, got nothing'],
  [{ interval: Duration.zero, count: 2 }, 'inline', 'Gate.interval: expected a time above zero, got "0s"'],
  [{ ...every, count: 0 }, 'inline', 'Gate.count: expected a whole number of at least 1, got 0'],
  [{ ...every, count: 1.5 }, 'inline', 'Gate.count: expected a whole number of at least 1, got 1.5'],
  [
    { ...every, count: 3, failureLimit: -1 },
    'inline',
    'Gate.failureLimit: expected a whole number of at least 0, got -1',
  ],
  [
    { ...every, count: 3, failureLimit: 3 },
    'inline',
    'Gate.failureLimit: expected less than the count of 3, got 3; the gate could never close',
  ],
  [
    { ...every, count: 3, inconclusiveLimit: 4 },
    'inline',
    'Gate.inconclusiveLimit: expected less than the count of 3, got 4; the gate could never close',
  ],
  [
    { ...every, inconclusiveLimit: -2 },
    'background',
    'Gate.inconclusiveLimit: expected a whole number of at least 0, got -2',
  ],
  [
    { ...every, consecutiveErrorLimit: 0.5 },
    'background',
    'Gate.consecutiveErrorLimit: expected a whole number of at least 0, got 0.5',
  ],
])('refuses %j as %s', (limits, role, message) => {
  expect(() => gate(limits, role)).toThrow(new Error(message));
});

test('refuses a name that is none', () => {
  expect(() => new Gate({ name: 'Error rate', role: 'inline', limits: {}, provider: () => ({}) })).toThrow(
    'Gate.name: expected 1 to 40 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "Error rate"',
  );
});

test('says how long it takes when it opens', () => {
  expect(gate({ ...every, count: 3, consecutiveErrorLimit: 0 }).time).toEqual({
    best: Duration.minutes(1),
    worst: Duration.minutes(1),
  });
});

test('arguments of several gates are merged, and mean one thing each', () => {
  const merged = mergeArguments([
    [AnalysisArgument.latestHash(), AnalysisArgument.value('queue', 'orders')],
    [AnalysisArgument.latestHash()],
  ]);
  expect(merged.map(({ name }) => name)).toEqual(['canary-hash', 'queue']);
  expect(() => mergeArguments([[AnalysisArgument.latestHash('hash')], [AnalysisArgument.stableHash('hash')]])).toThrow(
    'Gate.args: expected one meaning for "hash", got [{"name":"hash","valueFrom":{"podTemplateHashValue":"Latest"}},{"name":"hash","valueFrom":{"podTemplateHashValue":"Stable"}}]',
  );
  expect(() => AnalysisArgument.value('a b', 'x')).toThrow(
    'AnalysisArgument.name: expected letters, digits and "-", got "a b"',
  );
});
