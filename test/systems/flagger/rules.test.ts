import { flaggerRules } from '../../../lib/systems/flagger/rules';
import { canary, example, metric, template } from '../../../lib/systems/flagger/rules/examples';
import { messagesOf, type Said, testObjectRules } from '../../rule-examples';

const CANARY = 'Canary shop/orders';

/** Subject, path, message and repair of what each rule says of its bad example. */
const SAID: Readonly<Record<string, Said>> = {
  FLG001: [
    CANARY,
    'spec.analysis.metrics[0].templateRef',
    'metric "error-rate" asks MetricTemplate shop/error-rate, which nobody renders',
    'render it, or name one that is there',
  ],
  FLG002: [
    CANARY,
    'spec.analysis.webhooks',
    'no webhook of the type "rollout" makes traffic, and without traffic its metrics have no values',
    'add a load test',
  ],
  FLG003: [
    'Ingress shop/orders',
    'spec.rules',
    'none of its paths leads to orders, the Service that Flagger makes',
    'name orders as backend',
  ],
  FLG004: [
    'Service shop/orders',
    undefined,
    'Flagger makes it for Canary shop/orders, and changes it in each release',
    'do not render it',
  ],
  FLG005: [
    'Canary shop/orders-a-b',
    'spec.targetRef',
    'its target Deployment orders is that of Canary shop/orders too',
    'keep one of them',
  ],
  FLG006: [
    'Deployment shop/orders',
    'spec.replicas',
    'it says 3 replicas, and Canary shop/orders scales it to 0 after each release',
    'remove spec.replicas',
  ],
  FLG007: [CANARY, 'spec.analysis.interval', 'its interval "5s" becomes 10s', 'write at least 10s'],
  FLG008: [
    CANARY,
    'spec.analysis.metrics[0]',
    'request-duration is the mean of all response times with the provider nginx, not their largest',
    'ask for a quantile by a MetricTemplate',
  ],
  FLG009: [
    CANARY,
    'spec.provider',
    'its provider is ingress-nginx, which gets no security fixes any more',
    'use gatewayapi:v1',
  ],
  FLG010: [
    CANARY,
    'spec.service.gatewayRefs',
    'its provider is the Gateway API, and service.gatewayRefs names no Gateway',
    'name one',
  ],
  FLG011: [
    CANARY,
    'spec.analysis.stepWeights',
    'it stays at 50 % for ever: stepWeights is [5,50,20]',
    'let the weights rise to at most 100',
  ],
  FLG012: [
    CANARY,
    'spec.analysis.maxWeight',
    'steps of 20 go to 60 %, past the maximum of 50',
    'make maxWeight a multiple of stepWeight',
  ],
  FLG013: [CANARY, 'spec.targetRef.name', 'no Deployment of its namespace is called order', 'name one of orders'],
  FLG014: [
    'Deployment shop/orders',
    'spec.selector.matchLabels',
    'Canary shop/orders needs app, name or app.kubernetes.io/name in its selector, which has component',
    'select by app.kubernetes.io/name',
  ],
  FLG015: [
    CANARY,
    'spec.analysis.stepWeight',
    'stepWeight asks for a split that the provider kubernetes cannot make',
    'say iterations instead',
  ],
  FLG016: [
    CANARY,
    'spec.analysis.metrics[0].thresholdRange',
    'metric "request-success-rate" is compared with nothing',
    'say min or max',
  ],
  FLG017: [
    CANARY,
    'spec.analysis.metrics[0].thresholdRange',
    'request-success-rate is in percent, and at least 0.99 % is as good as nothing',
    'mind the unit',
  ],
  FLG018: [CANARY, 'spec.analysis', 'it has no metrics, and no webhook that tests or asks', 'ask for metrics'],
  FLG019: [
    'MetricTemplate shop/error-rate',
    'spec.query',
    'Flagger knows no {{ args }}, only name, namespace, target, service, ingress, route, interval, variables',
    'correct the query',
  ],
};

testObjectRules(flaggerRules, SAID);

describe('edges', () => {
  const said = (id: string, ...objects: readonly object[]): readonly string[] =>
    messagesOf(flaggerRules, id, example(...objects));

  test.each<[string, readonly string[], Parameters<typeof canary>[0]]>([
    [
      'FLG011',
      ['it is promoted at 50 % already: stepWeights is [50,60,30]'],
      { stepWeight: undefined, stepWeights: [50, 60, 30] },
    ],
    [
      'FLG011',
      ['it is promoted at 0 % already: stepWeights is [10,0]'],
      { stepWeight: undefined, stepWeights: [10, 0] },
    ],
    ['FLG011', ['it stays at 0 % for ever: stepWeight is 0'], { stepWeight: 0 }],
    ['FLG011', ['it stays at 100 % for ever: maxWeight is 120'], { maxWeight: 120 }],
    ['FLG011', [], { stepWeight: undefined, iterations: 5 }],
    ['FLG012', [], { maxWeight: undefined, stepWeight: 30 }],
    ['FLG007', ['its interval "1minute" becomes 1m'], { interval: '1minute' }],
    [
      'FLG016',
      ['metric "request-success-rate" is compared with nothing'],
      { metrics: [metric({ thresholdRange: {} })] },
    ],
    ['FLG016', [], { metrics: [metric({ thresholdRange: undefined, threshold: 99 })] }],
    [
      'FLG017',
      ['request-duration is in milliseconds, and no request takes less than 0.5 ms: parts are cut off'],
      { metrics: [metric({ name: 'request-duration', thresholdRange: { max: 0.5 } })] },
    ],
  ])('%s says %j', (id, messages, analysis) => {
    expect(said(id, canary(analysis))).toEqual(messages);
  });

  test('an Ingress without provider means nginx', () => {
    const ingressRef = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: 'orders' };
    const orders = canary({}, { provider: undefined, ingressRef });
    expect(said('FLG009', orders)).toEqual([
      'an Ingress without a provider means ingress-nginx, which gets no security fixes any more',
    ]);
    expect(said('FLG003', orders)).toEqual([
      'its Ingress orders is not there: Flagger looks in it for the backend orders',
    ]);
  });

  test('a query that is no PromQL', () => {
    expect(said('FLG019', template('rate(errors_total)'))).toEqual([
      'line 1, column 1: rate() needs a range in brackets, such as [2m]',
    ]);
    expect(said('FLG019', template('sum(errors_total{job="{{ variables.job }}"})'))).toEqual([]);
  });
});
