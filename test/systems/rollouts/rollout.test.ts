import { App, Chart } from 'cdk8s';
import { Duration, ImageRepository } from '../../../lib/model';
import { PodTemplate } from '../../../lib/systems/kubernetes';
import {
  BlueGreen,
  Canary,
  Metric,
  Rollout,
  type RolloutProps,
  SmokeTest,
  Step,
  Traffic,
} from '../../../lib/systems/rollouts';
import { find, namesOf, render, type Rendered } from './rendered';

const minute = Duration.minutes(1);
const image = ImageRepository.at('ghcr.io/acme/orders');
const errors = Metric.errorRate({ below: 0.01, over: Duration.minutes(2), withoutTraffic: 'pause' });
const smoke = SmokeTest.of({ image, command: ['/app', 'smoke'] });
const gateway = { gateway: { name: 'public', namespace: 'gateways' }, hostnames: ['orders.acme.dev'] };

const template = PodTemplate.of({
  name: 'orders',
  image,
  port: 8080,
  cpu: '250m',
  memory: '512Mi',
  ready: '/ready',
  serviceAccount: { name: 'orders' },
});

function rendered(props: Partial<RolloutProps> = {}): readonly Rendered[] {
  const strategy = Canary.through([20], { pause: minute });
  return render(
    (chart) => new Rollout(chart, 'rollout', { name: 'orders', template, replicas: 5, strategy, ...props }),
  );
}

test('a Rollout says everything that decides how a release goes', () => {
  const { metadata, spec } = find(rendered(), 'Rollout');
  expect(metadata).toEqual({ name: 'orders', namespace: 'shop' });
  expect(spec).toEqual({
    replicas: 5,
    revisionHistoryLimit: 5,
    minReadySeconds: 10,
    progressDeadlineSeconds: 600,
    progressDeadlineAbort: true,
    analysis: { successfulRunHistoryLimit: 5, unsuccessfulRunHistoryLimit: 5 },
    selector: { matchLabels: { 'app.kubernetes.io/name': 'orders' } },
    template: template.render(),
    strategy: {
      canary: {
        stableService: 'orders-stable',
        canaryService: 'orders-canary',
        maxSurge: '25%',
        maxUnavailable: 0,
        steps: [{ setWeight: 20 }, { pause: { duration: '1m' } }, { setWeight: 100 }, { pause: { duration: '1m' } }],
      },
    },
  });
});

test('and what is set otherwise', () => {
  const { metadata, spec } = find(
    rendered({
      revisionHistoryLimit: 2,
      minReady: Duration.seconds(30),
      progressDeadline: Duration.minutes(5),
      progressDeadlineAbort: false,
      analysisRuns: { successful: 1, unsuccessful: 9 },
      labels: { team: 'orders' },
      annotations: { 'delivery/revision': '4ce92e4' },
      strategy: Canary.of({ steps: [Step.analysis([smoke.inline()])] }),
      analysisRunMetadata: { annotations: { dashboard: 'https://grafana.acme.dev/d/orders' } },
    }),
    'Rollout',
  );
  expect(metadata).toEqual({
    name: 'orders',
    namespace: 'shop',
    labels: { team: 'orders' },
    annotations: { 'delivery/revision': '4ce92e4' },
  });
  expect(spec).toMatchObject({
    revisionHistoryLimit: 2,
    minReadySeconds: 30,
    progressDeadlineSeconds: 300,
    progressDeadlineAbort: false,
    analysis: { successfulRunHistoryLimit: 1, unsuccessfulRunHistoryLimit: 9 },
    strategy: {
      canary: {
        steps: [
          {
            analysis: {
              templates: [{ templateName: 'orders-smoke-inline' }],
              analysisRunMetadata: { annotations: { dashboard: 'https://grafana.acme.dev/d/orders' } },
            },
          },
        ],
      },
    },
  });
});

test('brings its templates, Services and route, each before the Rollout that names it', () => {
  const pause = Duration.minutes(10);
  const strategy = Canary.through([5, 20], {
    pause,
    gates: [errors, smoke],
    background: [errors.background()],
    traffic: Traffic.gatewayApi(gateway),
  });
  expect(namesOf(rendered({ strategy }))).toEqual([
    'AnalysisTemplate orders-error-rate-inline',
    'AnalysisTemplate orders-smoke-inline',
    'AnalysisTemplate orders-error-rate-background',
    'Service orders-stable',
    'Service orders-canary',
    'HTTPRoute orders',
    'Rollout orders',
  ]);
});

test('has a Service over both versions where callers use one', () => {
  const services = (traffic?: Traffic): readonly string[] =>
    namesOf(rendered({ traffic })).filter((name) => name.startsWith('Service'));
  expect(services()).toEqual(['Service orders', 'Service orders-stable', 'Service orders-canary']);
  expect(services(Traffic.istioSubsets())).toEqual([
    'Service orders',
    'Service orders-stable',
    'Service orders-canary',
  ]);
  expect(services(Traffic.gatewayApi(gateway))).toEqual(['Service orders-stable', 'Service orders-canary']);
});

test('tells others what they need to know', () => {
  const chart = new Chart(new App(), 'shop');
  const props = { name: 'orders', template, replicas: 2, strategy: BlueGreen.of(), servicePort: 8080 };
  const {
    apiVersion,
    kind,
    name,
    selector,
    service: called,
    services,
    splitsRoute,
  } = new Rollout(chart, 'rollout', props);
  expect({ apiVersion, kind, name, selector, called, services, splitsRoute }).toEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    name: 'orders',
    selector: { 'app.kubernetes.io/name': 'orders' },
    called: { name: 'orders-active', port: 8080 },
    services: { rollout: 'orders', current: 'orders-active', next: 'orders-preview' },
    splitsRoute: false,
  });
});

test('leaves replicas to its autoscaler, and the autoscaler scales the Rollout', () => {
  const objects = rendered({ replicas: { min: 3, max: 12, cpu: 60 } });
  expect(find(objects, 'Rollout').spec).not.toHaveProperty('replicas');
  expect(find(objects, 'HorizontalPodAutoscaler').spec).toMatchObject({
    scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'orders' },
    minReplicas: 3,
    maxReplicas: 12,
  });
});

test.each<[Partial<RolloutProps>, string]>([
  [
    { name: 'Orders' },
    'Rollout.name: expected 1 to 47 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "Orders"',
  ],
  [{ replicas: 0 }, 'Rollout.replicas: expected a whole number of at least 1, got 0'],
  [{ replicas: { min: 3, max: 2 } }, 'Autoscaler.max: expected a whole number of at least 3, got 2'],
  [{ minReady: Duration.millis(1) }, 'Rollout.minReady: expected whole seconds, got "1ms"'],
  [
    { minReady: minute, progressDeadline: minute },
    'Rollout.progressDeadline: expected longer than minReady, 1m, got "1m"',
  ],
  [{ revisionHistoryLimit: 0 }, 'Rollout.revisionHistoryLimit: expected a whole number of at least 1, got 0'],
  [
    {
      strategy: Canary.of({
        steps: [
          Step.setWeight(20),
          Step.pauseLasting(Duration.minutes(5)),
          Step.analysis([errors.inline()]),
          Step.analysis([errors.inline({ count: 9 })]),
        ],
      }),
    },
    'Rollout.strategy: expected one inline gate called "error-rate", got "two that differ"; name one anew',
  ],
])('refuses %j', (props, message) => {
  expect(() => rendered(props)).toThrow(new Error(message));
});
