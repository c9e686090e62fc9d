import { rolloutRules } from '../../../lib/systems/rollouts/rules';
import { type Said, testObjectRules } from '../../rule-examples';

/** What each rule says of its bad example: subject, path, message, repair. */
const SAID: Readonly<Record<string, Said>> = {
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
  ANA029: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0].provider.prometheus.query',
    'metric "error-rate" looks back 20s, less than the 30s between two scrapes',
    'look back two minutes',
  ],
  ANA060: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[0].failureLimit',
    'the first failure of metric "error-rate" among about 28 measurements ends the release',
    'write failureLimit',
  ],
  ANA061: [
    'Rollout shop/orders',
    'spec.strategy.canary.steps[2].analysis',
    'it runs error-rate here and in the background, with the same arguments',
    'remove one of the two',
  ],
  ANA062: [
    'AnalysisTemplate shop/error-rate',
    'spec.metrics[1]',
    'metric "error-rate" is 1 minus metric "success-rate"',
    'keep one of them',
  ],
};

testObjectRules(
  rolloutRules.filter(({ id }) => id.startsWith('ANA')),
  SAID,
);
