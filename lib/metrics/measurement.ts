import { Duration, invalid } from '../model';
import { ANALYSIS_ARGUMENTS, isQueryError, parseQuery, queryErrorText } from '../promql';
import { Limit, type WithoutTraffic } from './limit';
import { Prometheus } from './prometheus';

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

/** How a system tells the new version from the old one in a query. */
export interface NewVersion {
  /** The label matchers that mean the new version's pods, such as `namespace="shop"`. */
  matchers(from: Prometheus): readonly string[];
  /** What stands for `{{args.<name>}}` in a query of one's own; nothing where the system does not know such a thing. */
  tryArgument(name: string): string | undefined;
}

/** Something that knows what it asks of Prometheus, and that each system puts into its own words. */
export interface Measurable {
  readonly measurement: Measurement;
}

/** What is asked about a new version, what the answer has to be, and the query for whichever system asks it. */
export class Measurement {
  /** The share of failed requests. Throws `Metric.errorRate: …`. */
  public static errorRate(props: ErrorRateProps): Measurement {
    const { below, over, from = Prometheus.usual } = props;
    share('Metric.errorRate.below', below);
    const enough = requestsFor('Metric.errorRate', props, Math.floor(whole(1 / below)) + 1);
    return new Measurement(props.name ?? 'error-rate', over, Limit.below(below), props, (version) => {
      const matchers = version.matchers(from);
      const failed = `(sum(rate(${from.failedRequests(...matchers)}[${over}])) or vector(0))`;
      const all = from.requests(...matchers);
      return `${failed}\n/ sum(rate(${all}[${over}]))\nand on() (sum(increase(${all}[${over}])) >= ${enough})`;
    });
  }

  /** The response time that most requests stay below. Throws `Metric.latency: …`. */
  public static latency(props: LatencyProps): Measurement {
    const { quantile, over, from = Prometheus.usual } = props;
    share('Metric.latency.quantile', quantile);
    if (props.below.milliseconds === 0) throw invalid('Metric.latency.below', 'a time above zero', '0s');
    const enough = requestsFor('Metric.latency', props, Math.ceil(whole(1 / (1 - quantile))));
    const name = props.name ?? `latency-p${String(whole(quantile * 100)).replace('.', '-')}`;
    return new Measurement(name, over, Limit.below(props.below.inSeconds), props, (version) => {
      const matchers = version.matchers(from);
      const buckets = `sum by (le) (rate(${from.durations('bucket', ...matchers)}[${over}]))`;
      const requests = `sum(increase(${from.durations('count', ...matchers)}[${over}]))`;
      return `histogram_quantile(${quantile}, ${buckets})\nand on() (${requests} >= ${enough})`;
    });
  }

  /** Whatever a query of your own measures. Throws `Metric.query: …` unless it is PromQL. */
  public static prometheus(props: PrometheusMetricProps): Measurement {
    const parsed = parseQuery(props.query, ANALYSIS_ARGUMENTS);
    if (isQueryError(parsed)) throw invalid('Metric.query', 'a PromQL query', props.query, queryErrorText(parsed));
    const window = parsed.longestWindow ?? Duration.zero;
    return new Measurement(props.name, window, props.expect, props, (version) =>
      props.query.replace(ARGUMENT, (_, name: string) => {
        const value = version.tryArgument(name) ?? props.args?.[name];
        if (value === undefined) throw invalid('Metric.args', `a value for {{args.${name}}}`, props.args ?? {});
        return value;
      }),
    );
  }

  /** Who is asked. */
  public readonly from: Prometheus;
  public readonly withoutTraffic: WithoutTraffic;

  private constructor(
    public readonly name: string,
    /** How far back one measurement looks. */
    public readonly window: Duration,
    /** What the value has to be. */
    public readonly limit: Limit,
    props: { readonly withoutTraffic: WithoutTraffic; readonly from?: Prometheus },
    private readonly ask: (version: NewVersion) => string,
  ) {
    this.from = props.from ?? Prometheus.usual;
    this.withoutTraffic = props.withoutTraffic;
  }

  /**
   * The query as a system has to ask it. Throws `Metric.args: …` for a query of one's own that needs what the system
   * does not know, such as the hash of a pod template.
   */
  public queryFor(version: NewVersion): string {
    return this.ask(version);
  }
}

const ARGUMENT = /\{\{\s*args\.([^{}\s]+)\s*\}\}/g;

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
