import { differences } from '../../conformance/rollouts/controller/comparison';
import { type Expectation, expectationOf } from '../../conformance/rollouts/controller/expectation';
import { type Sighting } from '../../conformance/rollouts/controller/sighting';
import { synthesize, type Trial } from '../../conformance/rollouts/controller/trial';
import { TRIALS } from '../../conformance/rollouts/controller/trials';
import { Duration, PinnedImage } from '../../lib/model';

const IMAGE = PinnedImage.of(`registry.example/order-service@sha256:${'a'.repeat(64)}`);
const ADDRESS = 'http://127.0.0.1:9090/trial';
const expectedOf = (trial: Trial) => expectationOf(trial, synthesize(trial, IMAGE, ADDRESS));
const trials = Object.values(TRIALS).flat();

test('every trial has a name of its own and ends as it is meant to', () => {
  expect(new Set(trials.map(({ name }) => name)).size).toBe(trials.length);
  expect(trials.map((trial) => [trial.name, expectedOf(trial).end.phase])).toEqual(
    trials.map(({ name, ends }) => [name, ends]),
  );
});

test('the models say where a canary rests, how its analysis goes and when it ends', () => {
  const trial = trials.find(({ name }) => name === 'bad-in-the-end');
  expect(trial && expectedOf(trial)).toEqual({
    rests: [{ step: 1, phase: 'Paused', canary: 1, stable: 4 }],
    runs: [
      {
        phase: 'Failed',
        measured: ['Successful', 'Successful', 'Failed'],
        message: 'failed (1) > failureLimit (0)',
        at: Duration.seconds(2),
      },
    ],
    time: Duration.seconds(4),
    end: { phase: 'Degraded', serves: 'old', aborted: true, step: 0, stable: 5, canary: 0 },
  });
});

const expected: Expectation = {
  rests: [{ step: 1, phase: 'Paused', canary: 1, stable: 4, weight: 20 }],
  runs: [{ phase: 'Successful', measured: ['Successful'], at: Duration.zero }],
  time: Duration.seconds(5),
  end: { phase: 'Healthy', serves: 'new', aborted: false },
  peak: 6,
};
const way: Sighting = {
  phase: 'Paused',
  message: '',
  step: 1,
  canary: 1,
  stable: 4,
  weight: 20,
  serves: 'old',
  aborted: false,
  pausedFor: [],
};
const end: Sighting = { ...way, phase: 'Healthy', step: 3, serves: 'new' };
const run = {
  metadata: { name: 'r', namespace: 'n', creationTimestamp: '' },
  status: {
    metricResults: [{ name: 'm', phase: 'Successful', measurements: [{ phase: 'Successful' }] }],
  },
};

test('a course as foreseen differs nowhere', () => {
  expect(differences(expected, { sightings: [way, way, end], seconds: 5.4, runs: [run] })).toEqual([]);
});

test('every kind of difference is told', () => {
  const sightings = [
    { ...way, step: 2 },
    { ...way, canary: 3, weight: 30 },
    { ...way, canary: 3, weight: 30 },
    { ...end, serves: 'old' as const, message: 'hm' },
  ];
  const failed = { metadata: run.metadata, status: { metricResults: [{ name: 'm', phase: 'Failed', message: 'no' }] } };
  expect(differences(expected, { sightings, seconds: 60, runs: [failed] })).toEqual([
    'steps: expected a rising order, got 2, 1',
    'step 1: expected canary 1, got 3',
    'step 1: expected weight 20, got 30',
    'the end: expected serves new, got old (hm)',
    'pods: expected at most 6, got 7',
    'analysis run 1: expected Successful, got Failed (no)',
    'analysis run 1: expected measurements Successful, got ',
    'time: expected about 5s, got 60.0 s',
  ]);
  expect(differences(expected, { sightings: [way, way, end], seconds: 5, runs: [] })).toEqual([
    'analysis runs: expected 1, got 0',
  ]);
});
