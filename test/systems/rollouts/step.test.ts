import { Duration, ImageRepository } from '../../../lib/model';
import { type Gate, Metric, SmokeTest, Step, StringMatch } from '../../../lib/systems/rollouts';

const about = { over: Duration.minutes(2), withoutTraffic: 'pause' } as const;
const errors = Metric.errorRate({ below: 0.01, ...about });
const latency = Metric.latency({ quantile: 0.99, below: Duration.millis(500), ...about });
const image = ImageRepository.at('ghcr.io/acme/order-service');
const smoke = SmokeTest.of({ image, command: ['/app', 'smoke'] });
const CONTEXT = { templateName: (gate: Gate) => gate.templateNameFor('shop') };

const NAMESPACE = { name: 'namespace', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } };
const HASH = { name: 'canary-hash', valueFrom: { podTemplateHashValue: 'Latest' } };

test.each<[string, Step, object]>([
  ['a weight', Step.setWeight(5), { setWeight: 5 }],
  ['a pause', Step.pauseLasting(Duration.minutes(90)), { pause: { duration: '1h30m' } }],
  ['a pause for a person', Step.pauseForever(), { pause: {} }],
  ['a scale', Step.setCanaryScale({ replicas: 2 }), { setCanaryScale: { replicas: 2 } }],
  ['a scale in percent', Step.setCanaryScale({ weight: 25 }), { setCanaryScale: { weight: 25 } }],
  [
    'the scale of the weight',
    Step.setCanaryScale('as-the-weight-says'),
    { setCanaryScale: { matchTrafficWeight: true } },
  ],
  [
    'a header',
    Step.setHeaderRoute({ name: 'beta', match: [{ header: 'x-beta', value: StringMatch.exact('yes') }] }),
    { setHeaderRoute: { name: 'beta', match: [{ headerName: 'x-beta', headerValue: { exact: 'yes' } }] } },
  ],
  ['the end of a header', Step.setHeaderRoute({ name: 'beta' }), { setHeaderRoute: { name: 'beta' } }],
  [
    'a mirror',
    Step.setMirrorRoute({
      name: 'mirror',
      percentage: 10,
      match: [
        { method: StringMatch.exact('GET'), path: StringMatch.prefix('/orders') },
        { path: StringMatch.regex('/v.*') },
      ],
    }),
    {
      setMirrorRoute: {
        name: 'mirror',
        percentage: 10,
        match: [{ method: { exact: 'GET' }, path: { prefix: '/orders' } }, { path: { regex: '/v.*' } }],
      },
    },
  ],
  [
    'a mirror of all requests, which the controller would otherwise take for its end',
    Step.setMirrorRoute({ name: 'mirror', percentage: 20 }),
    { setMirrorRoute: { name: 'mirror', percentage: 20, match: [{ path: { prefix: '/' } }] } },
  ],
  ['the end of a mirror', Step.setMirrorRoute({ name: 'mirror' }), { setMirrorRoute: { name: 'mirror' } }],
  ['a plugin', Step.plugin('acme/approve', { by: 'sre' }), { plugin: { name: 'acme/approve', config: { by: 'sre' } } }],
])('renders %s', (_, step, expected) => {
  expect(step._render(CONTEXT)).toEqual(expected);
});

test('renders an analysis with one template a gate, and each argument once', () => {
  expect(Step.analysis([errors.inline(), latency.inline(), smoke.inline()])._render(CONTEXT)).toEqual({
    analysis: {
      templates: [
        { templateName: 'shop-error-rate-inline' },
        { templateName: 'shop-latency-p99-inline' },
        { templateName: 'shop-smoke-inline' },
      ],
      args: [NAMESPACE, HASH],
    },
  });
  const marked = { ...CONTEXT, runMetadata: { labels: { team: 'orders' } } };
  expect(Step.analysis([smoke.inline()])._render(marked)).toEqual({
    analysis: {
      templates: [{ templateName: 'shop-smoke-inline' }],
      analysisRunMetadata: { labels: { team: 'orders' } },
    },
  });
});

test('an experiment judges its own pods, not those of the canary', () => {
  const step = Step.experiment({
    duration: Duration.minutes(10),
    templates: [
      { name: 'old', version: 'stable' },
      { name: 'new', version: 'canary', replicas: 2, weight: 5 },
    ],
    analyses: [errors.inline({ initialDelay: Duration.minutes(3) })],
  });
  expect(step._render({ ...CONTEXT, runMetadata: { annotations: { a: 'b' } } })).toEqual({
    experiment: {
      duration: '10m',
      templates: [
        { name: 'old', specRef: 'stable', replicas: 1 },
        { name: 'new', specRef: 'canary', replicas: 2, weight: 5 },
      ],
      analyses: [
        {
          name: 'error-rate',
          templateName: 'shop-error-rate-inline',
          requiredForCompletion: true,
          args: [NAMESPACE, { name: 'canary-hash', value: '{{templates.new.podTemplateHash}}' }],
        },
      ],
      analysisRunMetadata: { annotations: { a: 'b' } },
    },
  });
  expect([step.needs, step.ownPods]).toEqual(['experiment-weights', true]);
});

test.each([
  [() => Step.setWeight(101), 'Step.setWeight: expected a whole percentage between 0 and 100, got 101'],
  [() => Step.setWeight(2.5), 'Step.setWeight: expected a whole percentage between 0 and 100, got 2.5'],
  [() => Step.pauseLasting(Duration.zero), 'Step.pauseLasting: expected whole seconds above zero, got "0s"'],
  [
    () => Step.pauseLasting(Duration.millis(1500)),
    'Step.pauseLasting: expected whole seconds above zero, got "1s500ms"',
  ],
  [() => Step.analysis([]), 'Step.analysis: expected at least one gate, got []'],
  [
    () => Step.analysis([errors.inline(), errors.inline()]),
    'Step.analysis: expected gates of different names, got ["error-rate","error-rate"]',
  ],
  [
    () => Step.setCanaryScale({ replicas: -1 }),
    'Step.setCanaryScale.replicas: expected a whole number that is not negative, got -1',
  ],
  [
    () => Step.setCanaryScale({ weight: 120 }),
    'Step.setCanaryScale.weight: expected a whole percentage between 0 and 100, got 120',
  ],
  [
    () => Step.setHeaderRoute({ name: 'Beta' }),
    'Step.setHeaderRoute.name: expected 1 to 63 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "Beta"',
  ],
  [
    () => Step.setMirrorRoute({ name: 'm', percentage: -5 }),
    'Step.setMirrorRoute.percentage: expected a whole percentage between 0 and 100, got -5',
  ],
  [() => Step.plugin('approve'), 'Step.plugin: expected a plugin "owner/name", got "approve"'],
  [() => StringMatch.exact(''), 'StringMatch.exact: expected a text, got ""'],
  [
    () => Step.experiment({ templates: [], duration: Duration.minutes(1) }),
    'Step.experiment.templates: expected one or more of different names, got []',
  ],
  [
    () => Step.experiment({ templates: [{ name: 'a', version: 'canary' }] }),
    'Step.experiment: expected a duration or a gate, got nothing; it would never end',
  ],
  [
    () =>
      Step.experiment({ templates: [{ name: 'a', version: 'canary', replicas: 0 }], duration: Duration.minutes(1) }),
    'Step.experiment.replicas: expected a whole number of at least 1, got 0',
  ],
  [
    () =>
      Step.experiment({ templates: [{ name: 'a', version: 'canary', weight: 100 }], duration: Duration.minutes(1) }),
    'Step.experiment.weight: expected a whole percentage between 1 and 99, got 100',
  ],
])('refuses %s', (make, message) => {
  expect(make).toThrow(new Error(message));
});

export function mustNotCompile(): void {
  // @ts-expect-error a gate that watches beside the steps never opens
  Step.analysis([errors.background()]);
  // @ts-expect-error a gate before a switch is none between steps
  Step.analysis([errors.beforePromotion()]);
  // @ts-expect-error a metric is no gate yet: how often it measures is not said
  Step.analysis([errors]);
}
