import { Measurement } from '../../../lib/metrics';
import { Duration } from '../../../lib/model';
import { FlaggerProvider, FlaggerStrategy, Visitors, Webhook } from '../../../lib/systems/flagger';
import { canary, errors, over, tester } from './chart';

test.each<[string, () => unknown]>([
  [
    'FlaggerStrategy.max: expected a multiple of the step 20, got 50; the last step would go past it',
    () => FlaggerStrategy.canary({ step: 20, max: 50 }),
  ],
  [
    'FlaggerStrategy.step: expected a whole percentage from 1 to 100, got 0',
    () => FlaggerStrategy.canary({ step: 0, max: 50 }),
  ],
  [
    'FlaggerStrategy.weights: expected rising whole percentages, got [5,50,20]; Flagger never goes past one that does not rise',
    () => FlaggerStrategy.canaryThrough([5, 50, 20]),
  ],
  ['FlaggerStrategy.checks: expected a whole number of at least 1, got 0', () => FlaggerStrategy.blueGreen(0)],
  ['FlaggerStrategy.visitors: expected at least one, got []', () => FlaggerStrategy.abTest([], 5)],
  ['Visitors.header: expected the name of a header, got "x canary"', () => Visitors.withHeader('x canary', 'yes')],
  ['Visitors.cookie: expected the name of a cookie, got "a=b"', () => Visitors.withCookie('a=b', 'yes')],
  [
    'FlaggerProvider.hostnames: expected at least one, got []; a route without would answer to all',
    () => FlaggerProvider.gatewayApi({ gateway: { name: 'a', namespace: 'b' }, hostnames: [] }),
  ],
  [
    'FlaggerProvider.path: expected a path that begins with "/", got "orders"',
    () => FlaggerProvider.gatewayApi({ gateway: { name: 'a', namespace: 'b' }, hostnames: ['c'], path: 'orders' }),
  ],
  [
    'Webhook.loadTest.path: expected a plain path that begins with "/", got "/;reboot"',
    () => Webhook.loadTest(tester, { path: '/;reboot' }),
  ],
  ['Webhook.loadTest.rate: expected whole requests a second, got 0.5', () => Webhook.loadTest(tester, { rate: 0.5 })],
  ['Webhook.command: expected one line, got "a\\nb"', () => Webhook.smokeTest(tester, { command: 'a\nb' })],
  [
    'Webhook.url: expected an http or https URL without user, password or query, got "hooks"',
    () => Webhook.events('hooks'),
  ],
  [
    'FlaggerCanary.strategy: expected blueGreen, got "weights"; the provider kubernetes splits no traffic',
    () => canary({ provider: FlaggerProvider.kubernetes() }),
  ],
  [
    'FlaggerCanary.interval: expected whole seconds, at least 10, got "5s"',
    () => canary({ interval: Duration.seconds(5) }),
  ],
  ['FlaggerCanary.failedChecks: expected a whole number of at least 1, got 0', () => canary({ failedChecks: 0 })],
  [
    'FlaggerCanary.target: expected a Deployment, got "Rollout"',
    () => canary({ target: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'orders' } }),
  ],
  ['FlaggerCanary.metrics: expected names that differ, got "error-rate"', () => canary({ metrics: [errors, errors] })],
  [
    'FlaggerCanary.webhooks: expected names that differ, got "load-test"',
    () => canary({ webhooks: [Webhook.loadTest(tester), Webhook.loadTest(tester)] }),
  ],
  [
    "FlaggerCanary.metrics: expected withoutTraffic: 'fail', got \"error-rate, withoutTraffic: 'pause'\"; Flagger fails a check without values, so make traffic with a load test",
    () => canary({ metrics: [{ measurement: Measurement.errorRate({ below: 0.01, over, withoutTraffic: 'pause' }) }] }),
  ],
])('%s', (message, build) => {
  expect(build).toThrow(new Error(message));
});
