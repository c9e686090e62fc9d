import { type Assembly } from '../../../lib/assembly';
import { assemblyOf, checkSchemas } from '../../../lib/audit';
import { rolloutRules } from '../../../lib/systems/rollouts/rules';
import {
  blueGreen,
  canary,
  ERROR_RATE,
  example,
  HELD,
  JUDGED,
  metric,
  object,
  prometheus,
  QUERY,
  rollout,
  service,
  SERVICES,
  template,
} from '../../../lib/systems/rollouts/rules/examples';

/** What each rule says of its bad example: subject, path, message, repair. */
const SAID: Readonly<Record<string, readonly [string, string, string, string]>> = {
  ROL001: ['Rollout shop/orders', 'spec.selector', 'its selector is empty', 'select labels of its pod template'],
  ROL002: ['Rollout shop/orders', 'spec.strategy', 'it is a canary and blue-green at once', 'keep one of the two'],
  ROL003: [
    'Rollout shop/orders',
    'spec.strategy.canary.steps[0]',
    'the step is setWeight and pause at once',
    'make each a step of its own',
  ],
  ROL004: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0]',
    'metric "error-rate" has an interval and no count, and Rollout shop/orders waits for it at spec.strategy.canary.steps[2].analysis',
    'set count to a number above 0',
  ],
  ROL005: [
    'Rollout shop/orders',
    'spec.strategy.canary.steps[2].analysis.templates',
    'there is no AnalysisTemplate error-rate in namespace shop',
    'add it, or correct the name',
  ],
  ROL006: [
    'Rollout shop/orders',
    'spec.strategy.canary.canaryService',
    'there is no Service orders-canary in namespace shop',
    'add it, or correct the name',
  ],
  ROL007: [
    'Service shop/orders-canary',
    'spec.selector',
    'it selects app=payments, and the pods of Rollout shop/orders have app=orders',
    'select the labels of the pod template',
  ],
  ROL008: ['Service shop/orders-canary', 'spec.ports', 'it has no ports', 'add the port that callers use'],
  ROL009: [
    'Rollout shop/orders',
    'spec.strategy.canary.canaryService',
    'its router has no canaryService',
    'name the Service of that version',
  ],
  ROL010: [
    'Rollout shop/orders',
    'spec.strategy.blueGreen.previewService',
    'orders-active is the active and the preview Service at once',
    'give the preview a Service of its own',
  ],
  ROL011: [
    'Rollout shop/orders',
    'spec.strategy.canary.trafficRouting.plugins',
    'there is no HTTPRoute orders in namespace shop',
    'add it, or correct the name',
  ],
  ROL012: [
    'HTTPRoute shop/orders',
    'spec.rules',
    'no rule leads to orders-canary, which Rollout shop/orders gives a weight',
    'add it to the backends, with weight 0 for the canary',
  ],
  ROL013: [
    'VirtualService shop/orders',
    'spec.http',
    'it does not lead to subset stable and subset canary, which Rollout shop/orders weighs',
    'lead to both subsets, or name no destinationRule',
  ],
  ROL014: ['DestinationRule shop/orders', 'spec.subsets', 'it has no subset canary', 'add the subset'],
  ROL015: [
    'Ingress shop/orders',
    'spec.rules',
    'no rule leads to orders-stable, from which Rollout shop/orders takes the traffic',
    'lead a rule to it',
  ],
  ROL016: [
    'Rollout shop/orders',
    'spec.strategy.canary.trafficRouting.istio',
    'neither virtualService nor virtualServices is set',
    'set virtualService',
  ],
  ROL017: [
    'Rollout shop/orders',
    'spec.strategy.canary.trafficRouting.nginx',
    'its traffic router is ingress-nginx, which gets no security fixes any more',
    'use the plugin argoproj-labs/gatewayAPI',
  ],
  ROL018: [
    'Rollout shop/orders',
    'spec.strategy.canary.steps[0].setCanaryScale',
    'steps[0].setCanaryScale needs a traffic router',
    'name a traffic router, or leave it out',
  ],
  ROL019: [
    'Rollout shop/orders',
    'spec.strategy.canary.steps[0]',
    'the route mirror is not in managedRoutes',
    'name it in managedRoutes',
  ],
  ROL020: [
    'Rollout shop/orders',
    'spec.strategy.canary.steps[1]',
    'the duration "1d" is none that the controller can read',
    'write seconds, or a duration such as "10m" or "1h30m"',
  ],
  ROL021: [
    'Rollout shop/orders',
    'spec.strategy.canary.steps[0].setWeight',
    'it asks for 10 % and gets 25 %, 1 of 4 pods',
    'ask for a weight that the replicas can make, or use a traffic router',
  ],
  ROL022: [
    'Rollout shop/orders',
    'spec.strategy.canary.steps[2].setWeight',
    'weight 100 is held for no time before the promotion',
    'add a pause or an analysis after it',
  ],
  ROL023: [
    'Rollout shop/orders',
    'spec.strategy.canary.steps[3]',
    'the pause has no duration: it ends when a person promotes',
    'give it a duration',
  ],
  ROL024: [
    'Rollout shop/orders',
    'spec.progressDeadlineAbort',
    'pods that miss the progress deadline leave it degraded, and are not taken back',
    'set progressDeadlineAbort to true',
  ],
  ROL025: [
    'Rollout shop/orders',
    'spec.progressDeadlineSeconds',
    'the deadline of 30 s is not longer than the 30 s of minReadySeconds',
    'make the deadline longer',
  ],
  ROL026: [
    'Rollout shop/orders',
    'spec.strategy.blueGreen.scaleDownDelaySeconds',
    'the old version goes after 30 s, and the analysis takes at least 60 s',
    'leave scaleDownDelaySeconds out',
  ],
  ROL027: [
    'Rollout shop/orders',
    'spec.strategy.canary.scaleDownDelaySeconds',
    'dynamicStableScale and scaleDownDelaySeconds are both set',
    'keep one of the two',
  ],
  ROL028: [
    'Rollout shop/orders',
    'spec.strategy.canary.abortScaleDownDelaySeconds',
    'after an abort the canary keeps its pods for 600 s, while the old version grows again',
    'leave the delay out',
  ],
  ROL029: [
    'Rollout shop/orders',
    'spec.strategy.canary.maxSurge',
    'maxSurge and maxUnavailable are both 0',
    'set maxSurge to "25%"',
  ],
  ROL030: [
    'Rollout shop/orders',
    'spec.strategy.canary.maxSurge',
    'maxSurge: "1" means 1 % of the replicas',
    'write 1, or "1%"',
  ],
  ROL031: [
    'Rollout shop/orders',
    'spec.workloadRef',
    'it has a template, and workloadRef takes another',
    'keep one of the two',
  ],
  ROL032: [
    'Rollout shop/orders',
    'spec.strategy.canary.analysis.startingStep',
    'it starts with step 2, and the last step is 1',
    'start with a step that is there',
  ],
  ROL033: [
    'Rollout shop/orders',
    'spec.strategy.blueGreen.scaleDownDelayRevisionLimit',
    '6 old versions are to stay warm, and 5 are kept',
    'keep more, or let fewer stay warm',
  ],
  ANA001: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0]',
    'metric "error-rate": count 3 is less than failureLimit, 5',
    'raise count or lower the limit',
  ],
  ANA002: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0].provider',
    'metric "error-rate" has several providers, prometheus and plugin acme/metrics',
    'give it one',
  ],
  ANA003: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[1].name',
    'metric "error-rate" has the name of a metric of AnalysisTemplate shop/error-rate at spec.metrics[0], and one analysis runs both',
    'give it another name',
  ],
  ANA004: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0].interval',
    'metric "error-rate": interval "30" is no duration',
    'write one such as "30s" or "1h30m"',
  ],
  ANA005: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0].provider.prometheus.query',
    'metric "error-rate": line 1, column 60: the query ends too early',
    'correct the query',
  ],
  ANA006: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0]',
    'metric "error-rate" asks for {{args.hash}}, which the template does not declare',
    'add hash to spec.args',
  ],
  ANA007: [
    'Rollout shop/orders',
    'spec.strategy.canary.steps[2].analysis.args',
    'it does not pass hash, which AnalysisTemplate shop/error-rate needs',
    'pass hash',
  ],
  ANA008: [
    'Rollout shop/orders',
    'spec.strategy.canary.steps[2].analysis.args',
    'it passes service, which no template of the analysis declares',
    'declare and use it, or remove it',
  ],
  ANA009: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0]',
    'metric "error-rate": where the query finds no series, the measurement is an error, not a result',
    'begin each condition with len(result) > 0 &&',
  ],
  ANA010: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0]',
    'metric "error-rate": without traffic the answer is NaN, which counts as a failure',
    'ask isNaN(result[0]) in the conditions',
  ],
  ANA011: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0].provider.prometheus.query',
    'metric "error-rate": it has no answer until a request with status=~"5.." has been seen',
    'write (… or vector(0)) for the numerator',
  ],
  ANA012: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0].provider.prometheus.query',
    'metric "error-rate": nothing in the query tells the pods of the new version from the old ones',
    "select the new version's pod template hash",
  ],
  ANA013: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0].provider.prometheus.query',
    'metric "error-rate" selects app="orders-canary", and the pods of Rollout shop/orders have app="orders"',
    'select the value of the pod template',
  ],
  ANA014: [
    'Rollout shop/orders',
    'spec.strategy.canary.steps[2].analysis',
    'metric "error-rate" looks back 2m, and the weight has been held for 30s',
    'hold the weight for at least 2m before it',
  ],
  ANA015: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0].initialDelay',
    'metric "error-rate" looks back 2m, and measures at once',
    'set initialDelay to 2m and one scrape',
  ],
  ANA016: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0].count',
    'metric "error-rate" ends after 3 measurements, and Rollout shop/orders runs it in the background',
    'leave count out',
  ],
  ANA017: [
    'Rollout shop/orders',
    'spec.strategy.canary.analysis',
    'metric "error-rate" measures once in the 3m of pauses that it watches',
    'make the pauses longer, or the interval shorter',
  ],
  ANA018: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0].failureLimit',
    'metric "error-rate" bears 3 failures, and 3 are all it can have',
    'let failureLimit be less than count',
  ],
  ANA019: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0].failureLimit',
    'metric "error-rate" fails with failure 4 of about 28 measurements, in a row or not',
    'choose the limit for the whole time',
  ],
  ANA020: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0]',
    'metric "error-rate": 0.03 is neither a success nor a failure',
    'let one condition begin where the other ends',
  ],
  ANA021: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0].provider.job.spec',
    'the Job of metric "smoke" has no deadline',
    'set activeDeadlineSeconds',
  ],
  ANA022: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0].provider.job.spec.backoffLimit',
    'the Job of metric "smoke" is started up to 6 more times after a failure',
    'set backoffLimit to 0',
  ],
  ANA023: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0].provider.prometheus.address',
    'metric "error-rate": "prometheus.observability.svc:9090" has no scheme and host',
    'write "http://prometheus.observability.svc:9090", or https',
  ],
  ANA024: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0].provider.prometheus.address',
    'metric "error-rate" has no address, and takes what the controller\'s environment says',
    'write the address',
  ],
  ANA025: [
    'Rollout shop/orders',
    'spec.strategy.canary.steps[2].analysis.dryRun',
    'dryRun is meant for "errors", and the metrics are error-rate',
    'name one of them',
  ],
  ANA026: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0]',
    'metric "error-rate": the condition is an error for an answer of one value',
    'compare result[0]',
  ],
  ANA027: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0]',
    'metric "error-rate" has no condition: every answer is a success',
    'add successCondition and failureCondition',
  ],
  ANA028: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0].consecutiveErrorLimit',
    'metric "error-rate" aborts the release when Prometheus is away for 40s',
    'set consecutiveErrorLimit to 12',
  ],
};

function saidBy(id: string, assembly: Assembly): readonly string[] {
  const rule = rolloutRules.find((one) => one.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return rule.check(assembly).map(({ message }) => message);
}

/** What one rule says of some objects. */
function messages(id: string, ...objects: readonly object[]): readonly string[] {
  return saidBy(id, assemblyOf(example(...objects)));
}

test('every rule has an id of its own', () => {
  const ids = rolloutRules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => /^(ROL|ANA)\d{3}$/.test(id))).toBe(true);
  expect(Object.keys(SAID).sort()).toEqual([...ids].sort());
});

describe.each(rolloutRules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('finds its mistake, and says so in full', () => {
    const said = rule
      .check(assemblyOf(rule.bad))
      .map(({ place, message, repair }) => [place.subject, place.path, message, repair]);
    expect(said).toEqual([SAID[id]]);
  });

  test('says nothing of the same delivery without it', () => {
    expect(rule.check(assemblyOf(rule.good))).toEqual([]);
  });

  test('shows objects that the API server would accept', () => {
    expect([rule.good, rule.bad].flatMap((one) => checkSchemas(assemblyOf(one)).findings)).toEqual([]);
  });

  test('says nothing of nothing', () => {
    expect(rule.check(assemblyOf({}))).toEqual([]);
  });
});
