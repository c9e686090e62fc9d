import {
  blueGreen,
  canary,
  ERROR_RATE,
  HELD,
  JUDGED,
  metric,
  object,
  prometheus,
  QUERY,
  template,
} from '../../../lib/systems/rollouts/rules/examples';
import { messages } from './messages';

const orders = canary({ steps: JUDGED });

test('ANA001: everything that the analysis refuses when it starts', () => {
  const said = (fields: Parameters<typeof metric>[0]): readonly string[] =>
    messages('ANA001', template([metric({ inconclusiveLimit: undefined, ...fields })]));
  expect(said({ failureLimit: -2 })).toEqual(['metric "error-rate": failureLimit -2 is less than -1']);
  expect(said({ inconclusiveLimit: -1 })).toEqual(['metric "error-rate": inconclusiveLimit -1 is less than 0']);
  expect(said({ consecutiveErrorLimit: -1 })).toEqual(['metric "error-rate": consecutiveErrorLimit -1 is less than 0']);
  expect(said({ consecutiveSuccessLimit: -1 })).toEqual([
    'metric "error-rate": consecutiveSuccessLimit -1 is less than 0',
  ]);
  expect(said({ failureLimit: -1 })).toEqual([
    'metric "error-rate": neither failureLimit nor consecutiveSuccessLimit counts',
  ]);
  expect(said({ failureLimit: 1, consecutiveSuccessLimit: 3 })).toEqual([
    'metric "error-rate": count 3 is less than failureLimit and consecutiveSuccessLimit, 4',
  ]);
  expect(said({ inconclusiveLimit: 4 })).toEqual(['metric "error-rate": count 3 is less than inconclusiveLimit 4']);
  expect(said({ interval: undefined })).toEqual(['metric "error-rate": count 3 has no interval']);
  expect(said({ failureLimit: -1, consecutiveSuccessLimit: 3 })).toEqual([]);
});

test('ANA002: no provider', () => {
  expect(messages('ANA002', template([metric({ provider: {} })]))).toEqual(['metric "error-rate" has no provider']);
});

test('ANA003: across the templates of one analysis, and only there', () => {
  const latency = object('argoproj.io/v1alpha1', 'AnalysisTemplate', 'latency', { metrics: [metric()] });
  const both = { ...ERROR_RATE, templates: [...ERROR_RATE.templates, { templateName: 'latency' }] };
  expect(messages('ANA003', canary({ steps: [{ analysis: both }] }), template([metric()]), latency)).toEqual([
    'metric "error-rate" has the name of a metric of AnalysisTemplate shop/error-rate at spec.metrics[0], and one analysis runs both',
  ]);
  expect(messages('ANA003', orders, template([metric()]), latency)).toEqual([]);
});

test('ANA004: a time that an argument gives is read with its default', () => {
  const timed = (value?: string): object =>
    template([metric({ interval: '{{args.every}}' })], { args: [{ name: 'hash' }, { name: 'every', value }] });
  expect(messages('ANA004', timed('1m'))).toEqual([]);
  expect(messages('ANA004', timed('1d'))).toEqual(['metric "error-rate": interval "1d" is no duration']);
  expect(messages('ANA004', timed())).toEqual([]);
  expect(messages('ANA004', template([metric({ initialDelay: 'soon' })]))).toEqual([
    'metric "error-rate": initialDelay "soon" is no duration',
  ]);
});

test('ANA007: a default in one template serves all of the analysis', () => {
  const shared = object('argoproj.io/v1alpha1', 'AnalysisTemplate', 'shared', {
    args: [{ name: 'hash', value: 'none' }],
    metrics: [metric({ name: 'other' })],
  });
  const templates = [...ERROR_RATE.templates, { templateName: 'shared' }];
  expect(messages('ANA007', canary({ steps: [{ analysis: { templates } }] }), template([metric()]), shared)).toEqual(
    [],
  );
});

test('ANA008: declared and used by nothing', () => {
  const args = [{ name: 'hash' }, { name: 'service', value: 'orders' }];
  expect(messages('ANA008', orders, template([metric()], { args }))).toEqual(['no metric uses service']);
});

test('ANA009: a condition that says what an empty answer means is fine', () => {
  const conditions = ['len(result) == 0 || result[0] < 1', 'default(result, 0) == 0', 'true'];
  expect(
    conditions.flatMap((successCondition) => messages('ANA009', template([metric({ successCondition })]))),
  ).toEqual([]);
});

test('ANA010: NaN can be a success as well; a query that asks for traffic has none', () => {
  const ratio = 'sum(rate(a{hash="{{args.hash}}"}[2m])) / sum(rate(b{hash="{{args.hash}}"}[2m]))';
  const failing = { successCondition: undefined, failureCondition: 'len(result) > 0 && result[0] >= 0.05' };
  expect(messages('ANA010', template([metric({ ...prometheus(ratio), ...failing })]))).toEqual([
    'metric "error-rate": without traffic the answer is NaN, which counts as a success',
  ]);
  expect(messages('ANA010', template([metric({ ...prometheus(QUERY), ...failing })]))).toEqual([]);
});

test('ANA011: a numerator of another metric may be absent as well as not', () => {
  const other = 'sum(rate(errors_total{h="{{args.hash}}"}[2m])) / sum(rate(requests_total{h="{{args.hash}}"}[2m]))';
  const most = 'sum(rate(a{status!~"5.."}[2m])) / sum(rate(a[2m]))';
  expect([other, most].flatMap((query) => messages('ANA011', template([metric(prometheus(query))])))).toEqual([]);
});

test('ANA012: the canary Service tells the versions apart where the mesh measures; after the switch there is one', () => {
  const mesh = prometheus('sum(rate(istio_requests_total{destination_service_name="orders-canary"}[2m]))');
  const both = template([metric(prometheus('sum(rate(a{app="orders"}[2m]))'))]);
  const steps = [...HELD, { analysis: ERROR_RATE }];
  expect(messages('ANA012', canary({ canaryService: 'orders-canary', steps }), template([metric(mesh)]))).toEqual([]);
  expect(messages('ANA012', blueGreen({ postPromotionAnalysis: ERROR_RATE }), both)).toEqual([]);
  expect(messages('ANA012', blueGreen({ prePromotionAnalysis: ERROR_RATE }), both)).toHaveLength(1);
});

test('ANA012 and ANA013: the name of the canary Service is no label of its pods', () => {
  const args = [{ name: 'service', value: 'orders-canary' }];
  const steps = [...HELD, { analysis: { templates: ERROR_RATE.templates, args } }];
  const query = prometheus('sum(rate(a{app="{{args.service}}"}[2m]))');
  const objects = [
    canary({ canaryService: 'orders-canary', steps }),
    template([metric(query)], { args: [{ name: 'service' }] }),
  ];
  expect(messages('ANA012', ...objects)).toHaveLength(1);
  expect(messages('ANA013', ...objects)).toEqual([
    'metric "error-rate" selects app="orders-canary", and the pods of Rollout shop/orders have app="orders"',
  ]);
});

test('ANA014: an initialDelay counts, and a person may take any time', () => {
  const short = [{ setWeight: 20 }, { pause: { duration: '30s' } }, { analysis: ERROR_RATE }];
  expect(messages('ANA014', canary({ steps: short }), template([metric({ initialDelay: '90s' })]))).toEqual([]);
  expect(messages('ANA014', canary({ steps: [{ pause: {} }, ...short] }), template([metric()]))).toEqual([]);
});

test('ANA015: before and after a switch, said once for the template', () => {
  const strategy = { prePromotionAnalysis: ERROR_RATE, postPromotionAnalysis: ERROR_RATE };
  expect(messages('ANA015', blueGreen(strategy), template([metric({ initialDelay: '30s' })]))).toEqual([
    'metric "error-rate" looks back 2m, and measures after 30s',
  ]);
});

test('ANA016: a metric without interval measures once', () => {
  const once = template([metric({ count: undefined, interval: undefined })]);
  expect(messages('ANA016', canary({ analysis: ERROR_RATE, steps: HELD }), once)).toEqual([
    'metric "error-rate" ends after one measurement, and Rollout shop/orders runs it in the background',
  ]);
});

test('ANA017: nothing at all; a person who waits gives it time', () => {
  const endless = template([metric({ count: undefined, initialDelay: '10m' })]);
  const analysis = { ...ERROR_RATE, startingStep: 1 };
  expect(messages('ANA017', canary({ analysis, steps: HELD }), endless)).toEqual([
    'metric "error-rate" measures nothing in the 5m of pauses that it watches',
  ]);
  expect(messages('ANA017', canary({ analysis, steps: [...HELD, { pause: {} }] }), endless)).toEqual([]);
});

test('ANA018: the success limit still closes the gate', () => {
  expect(messages('ANA018', template([metric({ failureLimit: -1, consecutiveSuccessLimit: 2 })]))).toEqual([]);
});

test('ANA020: a value that is both, and a scalar', () => {
  const both = { successCondition: 'result[0] >= 0.5', failureCondition: 'result[0] <= 0.5' };
  expect(messages('ANA020', template([metric(both)]))).toEqual(['metric "error-rate": 0.5 is a success and a failure']);
  const scalar = { successCondition: 'result < 1', failureCondition: 'result > 2', ...prometheus('scalar(sum(a))') };
  expect(messages('ANA020', template([metric(scalar)]))).toEqual([
    'metric "error-rate": 1.5 is neither a success nor a failure',
  ]);
});

test('ANA022: says how often it is tried again', () => {
  const provider = { job: { spec: { activeDeadlineSeconds: 60, backoffLimit: 2 } } };
  expect(messages('ANA022', template([metric({ provider })]))).toEqual([
    'the Job of metric "error-rate" is started up to 2 more times after a failure',
  ]);
});

test('ANA023 and ANA024: an address that an argument gives is trusted', () => {
  const provider = { prometheus: { address: '{{args.prometheus}}', query: QUERY } };
  const asked = template([metric({ provider })], { args: [{ name: 'hash' }, { name: 'prometheus' }] });
  expect([...messages('ANA023', asked), ...messages('ANA024', asked)]).toEqual([]);
});

test('ANA025: an expression that cannot be read matches nothing', () => {
  const analysis = { ...ERROR_RATE, measurementRetention: [{ metricName: '(', limit: 5 }] };
  expect(messages('ANA025', canary({ steps: [{ analysis }] }), template([metric()]))).toEqual([
    'measurementRetention is meant for "(", and the metrics are error-rate',
  ]);
});

test('ANA026: a scalar may be compared as it is', () => {
  const scalar = {
    ...prometheus('scalar(sum(a{h="{{args.hash}}"}))'),
    successCondition: 'result < 1',
    failureCondition: undefined,
  };
  expect(messages('ANA026', template([metric(scalar)]))).toEqual([]);
});

test('ANA012: the hash of the old version does not tell the new one', () => {
  const args = [{ name: 'hash', valueFrom: { podTemplateHashValue: 'Stable' as const } }];
  const steps = [...HELD, { analysis: { ...ERROR_RATE, args } }];
  expect(messages('ANA012', canary({ steps }), template([metric()]))).toHaveLength(1);
});

test('ANA020: conditions that look the same way, with one threshold', () => {
  const guard = 'len(result) > 0 && !isNaN(result[0]) &&';
  const both = metric({
    successCondition: `${guard} result[0] > 0.01`,
    failureCondition: `${guard} result[0] >= 0.01`,
  });
  expect(messages('ANA020', template([both]))).toEqual([
    'metric "error-rate": 0.005 is neither a success nor a failure',
  ]);
});

test('ANA026: a name that is not there, unless a closure or a variable may bring it', () => {
  const condition = (successCondition: string): object =>
    template([metric({ successCondition, failureCondition: undefined })]);
  expect(messages('ANA026', condition('results[0] < 0.01'))).toEqual([
    'metric "error-rate": a condition speaks of "results", which is not there',
  ]);
  for (const sound of ['result[0] < 1e-3', 'let x = result[0]; x < 1', 'all(result, {# < 1})', 'result[0] != nil']) {
    expect(messages('ANA026', condition(sound))).toEqual([]);
  }
});
