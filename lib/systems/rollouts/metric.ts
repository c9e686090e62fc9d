import { Duration, invalid } from '../../model';
import { AnalysisArgument, argumentsIn } from './analysis-argument';
import { Check } from './check';
import { type Conditions } from './condition';
import {
  type BackgroundGate,
  Gate,
  type GateRole,
  type InlineGate,
  type PostPromotionGate,
  type PrePromotionGate,
} from './gate';
import { Limit, type WithoutTraffic } from './limit';
import { isQueryError, parseQuery, queryErrorText } from './promql';
import { Prometheus } from './prometheus';
import { type BackgroundSampling, limitsOf, type Sampling } from './sampling';

/** What every judgement about requests says. */
export interface RequestMetricProps {
  /** How far back one measurement looks; at least two scrapes. */
  readonly over: Duration;
  /** What becomes of a release that has too little traffic to be judged. */
  readonly withoutTraffic: WithoutTraffic;
  /**
   * The requests that the new version must have had in that time to be judged.
   * @default so many that a single one more or less cannot decide
   */
  readonly atLeastRequests?: number;
  /** Who is asked. @default Prometheus.usual */
  readonly from?: Prometheus;
}

export interface ErrorRateProps extends RequestMetricProps {
  /** The share of failed requests that is still too much: between 0 and 1. */
  readonly below: number;
  /** @default "error-rate" */
  readonly name?: string;
}

export interface LatencyProps extends RequestMetricProps {
  /** The share of requests that has to be faster: between 0 and 1, such as 0.99. */
  readonly quantile: number;
  /** The response time that is too long. It must lie inside the histogram's buckets, or it is never reached. */
  readonly below: Duration;
  /** @default "latency-p99", after the quantile */
  readonly name?: string;
}

export interface PrometheusMetricProps {
  /** What is measured: a DNS label such as `queue-length`. */
  readonly name: string;
  /** A PromQL query that answers with one value; `{{args.canary-hash}}` is the new version's hash. */
  readonly query: string;
  /** What the value has to be. */
  readonly expect: Limit;
  /** What becomes of a release for which the query answers with nothing, or with NaN. */
  readonly withoutTraffic: WithoutTraffic;
  /** What the query calls `{{args.<name>}}`, beside `canary-hash`, `stable-hash` and `namespace`. @default none */
  readonly args?: Readonly<Record<string, string>>;
  /** Who is asked. @default Prometheus.usual */
  readonly from?: Prometheus;
}

/** One thing that Prometheus knows about the new version, defined once, and made into whichever gate a place needs. */
export class Metric extends Check {
  /** The share of failed requests. Throws `Metric.errorRate: …`. */
  public static errorRate(props: ErrorRateProps): Metric {
    const { below, over, from = Prometheus.usual } = props;
    share('Metric.errorRate.below', below);
    const enough = requestsFor('Metric.errorRate', props, Math.floor(whole(1 / below)) + 1);
    const failed = `(sum(rate(${from.failedRequestsToCanary()}[${over}])) or vector(0))`;
    const all = `sum(rate(${from.requestsToCanary()}[${over}]))`;
    return Metric.prometheus({
      name: props.name ?? 'error-rate',
      query: `${failed}\n/ ${all}\nand on() (sum(increase(${from.requestsToCanary()}[${over}])) >= ${enough})`,
      expect: Limit.below(below),
      withoutTraffic: props.withoutTraffic,
      from,
    });
  }

  /** The response time that most requests stay below. Throws `Metric.latency: …`. */
  public static latency(props: LatencyProps): Metric {
    const { quantile, over, from = Prometheus.usual } = props;
    share('Metric.latency.quantile', quantile);
    if (props.below.milliseconds === 0) throw invalid('Metric.latency.below', 'a time above zero', '0s');
    const enough = requestsFor('Metric.latency', props, Math.ceil(whole(1 / (1 - quantile))));
    const time = `histogram_quantile(${quantile}, sum by (le) (rate(${from.durationsOfCanary('bucket')}[${over}])))`;
    return Metric.prometheus({
      name: props.name ?? `latency-p${String(whole(quantile * 100)).replace('.', '-')}`,
      query: `${time}\nand on() (sum(increase(${from.durationsOfCanary('count')}[${over}])) >= ${enough})`,
      expect: Limit.below(props.below.inSeconds),
      withoutTraffic: props.withoutTraffic,
      from,
    });
  }

  /** Whatever a query of your own measures. Throws `Metric.query: …` unless it is PromQL whose arguments are all given. */
  public static prometheus(props: PrometheusMetricProps): Metric {
    return new Metric(props);
  }

  public readonly name: string;
  /** How far back one measurement looks. */
  public readonly window: Duration;
  private readonly args: readonly AnalysisArgument[];
  private readonly conditions: Conditions;
  private readonly from: Prometheus;

  private constructor(private readonly props: PrometheusMetricProps) {
    super();
    const parsed = parseQuery(props.query);
    if (isQueryError(parsed)) throw invalid('Metric.query', 'a PromQL query', props.query, queryErrorText(parsed));
    this.name = props.name;
    this.window = parsed.longestWindow ?? Duration.zero;
    this.args = argumentsOf(props);
    this.conditions = props.expect._conditions(props.withoutTraffic);
    this.from = props.from ?? Prometheus.usual;
  }

  public override inline(sampling: Sampling = {}): InlineGate {
    return this.gate('inline', sampling);
  }

  /** This metric as a gate that watches while a canary takes its steps: it has no count, and ends with the rollout. */
  public background(sampling: BackgroundSampling = {}): BackgroundGate {
    return this.gate('background', sampling);
  }

  public override beforePromotion(sampling: Sampling = {}): PrePromotionGate {
    return this.gate('pre-promotion', sampling);
  }

  public override afterPromotion(sampling: Sampling = {}): PostPromotionGate {
    return this.gate('post-promotion', sampling);
  }

  private gate<Role extends GateRole>(role: Role, sampling: Sampling): Gate<Role> {
    return new Gate({
      name: this.name,
      role,
      limits: limitsOf(role, sampling, {
        pauses: this.props.withoutTraffic === 'pause',
        warmUp: this.window.plus(this.from.scrapeInterval),
      }),
      conditions: this.conditions,
      args: this.args,
      window: this.window,
      asksPrometheus: true,
      provider: () => ({ prometheus: { address: this.from.address, query: this.props.query } }),
    });
  }
}

function share(place: string, value: number): void {
  if (!(value > 0 && value < 1)) throw invalid(place, 'a share between 0 and 1', value, '1 % is 0.01');
}

function requestsFor(place: string, props: RequestMetricProps, otherwise: number): number {
  const scrapes = (props.from ?? Prometheus.usual).scrapeInterval.times(2);
  if (scrapes.isLongerThan(props.over)) {
    const expected = `at least two scrapes, ${scrapes}`;
    throw invalid(`${place}.over`, expected, props.over.toString(), 'a rate of one sample is nothing');
  }
  const requests = props.atLeastRequests ?? otherwise;
  if (!Number.isSafeInteger(requests) || requests < 1) {
    throw invalid(`${place}.atLeastRequests`, 'a whole number of at least 1', requests);
  }
  return requests;
}

/** 1 / 0.01 is a hair more than 100 in binary. */
function whole(value: number): number {
  return Number(value.toFixed(6));
}

function argumentsOf(props: PrometheusMetricProps): readonly AnalysisArgument[] {
  const given = props.args ?? {};
  const asked = argumentsIn(props.query);
  for (const name of Object.keys(given)) {
    if (!asked.includes(name)) throw invalid('Metric.args', 'arguments that the query asks for', name);
  }
  return asked.map((name) => {
    const value = given[name];
    if (value !== undefined) return AnalysisArgument.value(name, value);
    if (name === 'canary-hash') return AnalysisArgument.latestHash(name);
    if (name === 'stable-hash') return AnalysisArgument.stableHash(name);
    if (name === 'namespace') return AnalysisArgument.field(name, 'metadata.namespace');
    throw invalid('Metric.args', `a value for {{args.${name}}}`, given);
  });
}
