import {
  type ErrorRateProps,
  type LatencyProps,
  type Measurable,
  Measurement,
  type NewVersion,
  type PrometheusMetricProps,
} from '../../metrics';
import { type Duration, invalid } from '../../model';
import { AnalysisArgument, argumentsIn } from './analysis-argument';
import { Check } from './check';
import {
  type BackgroundGate,
  Gate,
  type GateRole,
  type InlineGate,
  type PostPromotionGate,
  type PrePromotionGate,
} from './gate';
import { conditionsOf } from './limit-conditions';
import { type BackgroundSampling, limitsOf, type Sampling } from './sampling';

/** One thing that Prometheus knows about the new version, defined once, and made into whichever gate a place needs. */
export class Metric extends Check implements Measurable {
  /** The share of failed requests. Throws `Metric.errorRate: …`. */
  public static errorRate(props: ErrorRateProps): Metric {
    return new Metric(Measurement.errorRate(props));
  }

  /** The response time that most requests stay below. Throws `Metric.latency: …`. */
  public static latency(props: LatencyProps): Metric {
    return new Metric(Measurement.latency(props));
  }

  /** Whatever a query of your own measures. Throws `Metric.query: …` unless it is PromQL whose arguments are all given. */
  public static prometheus(props: PrometheusMetricProps): Metric {
    return new Metric(Measurement.prometheus(props), props.args);
  }

  public readonly name: string;
  /** How far back one measurement looks. */
  public readonly window: Duration;
  private readonly query: string;
  private readonly args: readonly AnalysisArgument[];

  private constructor(
    public readonly measurement: Measurement,
    args: Readonly<Record<string, string>> = {},
  ) {
    super();
    this.name = measurement.name;
    this.window = measurement.window;
    this.query = measurement.queryFor(NEW_VERSION);
    this.args = argumentsOf(this.query, args);
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
    const { from, limit, withoutTraffic } = this.measurement;
    return new Gate({
      name: this.name,
      role,
      limits: limitsOf(role, sampling, {
        pauses: withoutTraffic === 'pause',
        warmUp: this.window.plus(from.scrapeInterval),
      }),
      conditions: conditionsOf(limit, withoutTraffic),
      args: this.args,
      window: this.window,
      asksPrometheus: true,
      provider: () => ({ prometheus: { address: from.address, query: this.query } }),
    });
  }
}

/** The analysis is told the namespace and the hash of the new pods when it starts. */
const NEW_VERSION: NewVersion = {
  matchers: (from) => {
    const hash = `${from.hashLabel}="{{args.canary-hash}}"`;
    return from.namespaceLabel === undefined ? [hash] : [`${from.namespaceLabel}="{{args.namespace}}"`, hash];
  },
  tryArgument: (name) => `{{args.${name}}}`,
};

function argumentsOf(query: string, given: Readonly<Record<string, string>>): readonly AnalysisArgument[] {
  const asked = argumentsIn(query);
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
