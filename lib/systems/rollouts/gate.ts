import { Duration, type ImageRepository, type PinnedImage, dnsLabel, invalid } from '../../model';
import { type AnalysisArgument } from './analysis-argument';
import { type Conditions } from './condition';
import { countOf, type MetricLimits, timeToPass } from './outcome';

/** Where in a rollout a gate stands. */
export type GateRole = 'inline' | 'background' | 'pre-promotion' | 'post-promotion';

/** What a gate may need to know of the Rollout it guards. */
export interface GateContext {
  /** The URL of the Service that reaches the new version alone: the canary or preview Service. */
  readonly newVersion: string;
}

/** What a gate is made of. */
export interface GateProps<Role extends GateRole> {
  /** The name of what is measured, such as `error-rate`. */
  readonly name: string;
  /** Where the gate stands. */
  readonly role: Role;
  /** How often it measures, and what it bears. */
  readonly limits: MetricLimits;
  /** What a measured value has to be. @default the provider itself says whether it succeeded */
  readonly conditions?: Conditions;
  /** The arguments that the Rollout hands over. @default none */
  readonly args?: readonly AnalysisArgument[];
  /** How far back one measurement looks. @default not at all */
  readonly window?: Duration;
  /** Whether it lives on what Prometheus knows. @default false */
  readonly asksPrometheus?: boolean;
  /** The image of the Job that it starts. @default it starts none */
  readonly image?: ImageRepository | PinnedImage;
  /** Renders `provider`. */
  readonly provider: (context: GateContext) => object;
}

/**
 * One check at one place of a rollout. Each gate becomes an AnalysisTemplate of its own, for the places ask for different
 * ones: beside the steps it must not end, between them it must. Throws `Gate.…` for limits that the controller refuses,
 * or that could never close the gate.
 */
export class Gate<Role extends GateRole = GateRole> {
  public readonly name: string;
  public readonly role: Role;
  public readonly limits: MetricLimits;
  public readonly args: readonly AnalysisArgument[];
  /** How far back one measurement looks. */
  public readonly window: Duration;

  public constructor(private readonly props: GateProps<Role>) {
    this.name = dnsLabel('Gate.name', props.name, 40);
    this.role = props.role;
    this.limits = checkedLimits(props.limits, props.role);
    this.args = props.args ?? [];
    this.window = props.window ?? Duration.zero;
  }

  /** Whether it lives on what Prometheus knows of the pods. */
  public get asksPrometheus(): boolean {
    return this.props.asksPrometheus ?? false;
  }

  /** The image of the Job that it starts: the cluster has to admit it where the service runs. */
  public get image(): ImageRepository | PinnedImage | undefined {
    return this.props.image;
  }

  /** How long the gate takes when it opens: at the least, and at the most where that is known. */
  public get time(): { readonly best: Duration; readonly worst?: Duration } {
    return timeToPass(this.limits);
  }

  /** The name of its AnalysisTemplate beside a Rollout. */
  public templateNameFor(rollout: string): string {
    return `${rollout}-${this.name}-${this.role}`;
  }

  /** @internal The `spec` of its AnalysisTemplate. */
  public _render(context: GateContext): object {
    const { conditions } = this.props;
    return {
      ...(this.args.length > 0 ? { args: this.args.map(({ name }) => ({ name })) } : {}),
      metrics: [
        {
          name: this.name,
          ...renderLimits(this.limits),
          ...(conditions?.success === undefined ? {} : { successCondition: conditions.success }),
          ...(conditions?.failure === undefined ? {} : { failureCondition: conditions.failure }),
          provider: this.props.provider(context),
        },
      ],
    };
  }
}

/** A gate between two steps of a canary. */
export type InlineGate = Gate<'inline'>;
/** A gate that watches while a canary takes its steps. */
export type BackgroundGate = Gate<'background'>;
/** A gate before a blue-green switch. */
export type PrePromotionGate = Gate<'pre-promotion'>;
/** A gate after a blue-green switch. */
export type PostPromotionGate = Gate<'post-promotion'>;

function checkedLimits(limits: MetricLimits, role: GateRole): MetricLimits {
  wholeNumber('Gate.count', limits.count, 1);
  wholeNumber('Gate.failureLimit', limits.failureLimit, 0);
  wholeNumber('Gate.inconclusiveLimit', limits.inconclusiveLimit, 0);
  wholeNumber('Gate.consecutiveErrorLimit', limits.consecutiveErrorLimit, 0);
  if (limits.interval?.milliseconds === 0) throw invalid('Gate.interval', 'a time above zero', '0s');
  const count = countOf(limits);
  if (role === 'background') {
    if (count === undefined) return limits;
    throw invalid('Gate.count', 'no count beside the steps', count, 'after it nothing would watch the rest');
  }
  if (count === undefined) {
    throw invalid('Gate.count', `a count for a gate that stands ${role}`, limits.count, 'it would never end');
  }
  if (count > 1 && limits.interval === undefined)
    throw invalid('Gate.interval', 'a time between measurements', undefined);
  for (const limit of ['failureLimit', 'inconclusiveLimit'] as const) {
    const value = limits[limit] ?? 0;
    if (value >= count) {
      throw invalid(`Gate.${limit}`, `less than the count of ${count}`, value, 'the gate could never close');
    }
  }
  return limits;
}

function wholeNumber(place: string, value: number | undefined, least: number): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= least)) return;
  throw invalid(place, `a whole number of at least ${least}`, value);
}

function renderLimits(limits: MetricLimits): object {
  return {
    ...(limits.initialDelay === undefined || limits.initialDelay.milliseconds === 0
      ? {}
      : { initialDelay: limits.initialDelay.toString() }),
    ...(limits.interval === undefined ? {} : { interval: limits.interval.toString() }),
    ...(limits.count === undefined ? {} : { count: limits.count }),
    ...(limits.failureLimit === undefined ? {} : { failureLimit: limits.failureLimit }),
    ...(limits.inconclusiveLimit === undefined ? {} : { inconclusiveLimit: limits.inconclusiveLimit }),
    ...(limits.consecutiveErrorLimit === undefined ? {} : { consecutiveErrorLimit: limits.consecutiveErrorLimit }),
  };
}
