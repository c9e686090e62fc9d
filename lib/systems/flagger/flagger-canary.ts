import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { type Measurable } from '../../metrics';
import { Duration, invalid } from '../../model';
import { type Named, type ObjectProps, type WorkloadRef, renderMetadata } from '../kubernetes/object-props';
import { intervalText, renderMetric } from './flagger-metric';
import { type AnalysisObject, type CanaryMetric } from './kinds';
import { abortTime, progressOf, promotionTime, SHORTEST } from './progress';
import { type FlaggerProvider } from './provider';
import { type FlaggerStrategy } from './strategy';
import { type Webhook } from './webhook';

export interface FlaggerCanaryProps extends ObjectProps {
  /** The Deployment whose new versions are let in. It says no replicas, and has one selector label. */
  readonly target: WorkloadRef;
  /** The HorizontalPodAutoscaler of the target; Flagger makes one like it for the primary. @default none */
  readonly autoscaler?: Named;
  /** The port that callers use. @default 80 */
  readonly port?: number;
  /** The port of the pods, by number or name. @default "http" */
  readonly targetPort?: number | string;
  /** Who splits the traffic. */
  readonly provider: FlaggerProvider;
  /** How a new version comes in. */
  readonly strategy: FlaggerStrategy;
  /** The time between two steps, in whole seconds, at least 10. @default 1 minute */
  readonly interval?: Duration;
  /** How many checks may fail in all, over the whole release, until it is taken back. @default 5 */
  readonly failedChecks?: number;
  /** What Prometheus has to say of the new version. @default nothing is asked */
  readonly metrics?: readonly Measurable[];
  /** Who is called: load tests, smoke tests, gates. @default nobody */
  readonly webhooks?: readonly Webhook[];
  /** How long the new pods may take to be ready, in whole seconds. @default 10 minutes */
  readonly progressDeadline?: Duration;
}

/**
 * A Flagger Canary with its MetricTemplates. Flagger makes the Services `<name>`, `<name>-primary`, `<name>-canary`, the
 * Deployment and autoscaler `<name>-primary` and the route by itself, so nobody else may render them.
 */
export class FlaggerCanary extends Construct {
  public readonly name: string;
  /** The Service that Flagger makes for callers inside the cluster. */
  public readonly service: { readonly name: string; readonly port: number };
  /** From the first step to the promotion of a good version that nobody is asked about. */
  public readonly promotesAfter: Duration;
  /** From the first failed check until a version that stays bad is taken back. */
  public readonly abortsAfter: Duration;

  /** Throws `FlaggerCanary.<field>: …` for what Flagger would refuse, or would silently do otherwise. */
  public constructor(scope: Construct, id: string, props: FlaggerCanaryProps) {
    super(scope, id);
    this.name = props.name;
    this.service = { name: props.target.name, port: props.port ?? 80 };
    const analysis = this.renderAnalysis(props);
    const progress = progressOf(analysis, props.provider.name);
    this.promotesAfter = promotionTime(progress);
    this.abortsAfter = abortTime(analysis);
    new ApiObject(this, 'Default', {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'Canary',
      metadata: renderMetadata('FlaggerCanary', props),
      spec: {
        provider: props.provider.name,
        targetRef: refTo(props.target),
        ...(props.autoscaler && {
          autoscalerRef: { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: props.autoscaler.name },
        }),
        progressDeadlineSeconds: secondsOf(
          'FlaggerCanary.progressDeadline',
          props.progressDeadline ?? Duration.minutes(10),
          1,
        ),
        service: {
          port: this.service.port,
          targetPort: props.targetPort ?? 'http',
          ...props.provider._renderService(),
        },
        analysis,
      },
    });
  }

  private renderAnalysis(props: FlaggerCanaryProps): AnalysisObject {
    const { strategy, provider, interval = Duration.minutes(1), failedChecks = 5, metrics = [], webhooks = [] } = props;
    if (strategy.splitsBy !== 'all at once' && !provider.splits) {
      throw invalid(
        'FlaggerCanary.strategy',
        'blueGreen',
        strategy.splitsBy,
        'the provider kubernetes splits no traffic',
      );
    }
    secondsOf('FlaggerCanary.interval', interval, SHORTEST.inSeconds);
    if (!Number.isSafeInteger(failedChecks) || failedChecks < 1) {
      throw invalid('FlaggerCanary.failedChecks', 'a whole number of at least 1', failedChecks);
    }
    different(
      'FlaggerCanary.metrics',
      metrics.map(({ measurement }) => measurement.name),
    );
    different(
      'FlaggerCanary.webhooks',
      webhooks.map(({ name }) => name),
    );
    const checks = metrics.map((metric) => this.createTemplate(props, metric));
    const newVersion = `http://${this.service.name}-canary${this.suffix(props)}:${this.service.port}`;
    return {
      interval: intervalText(interval),
      threshold: failedChecks,
      ...strategy._render(),
      ...(checks.length === 0 ? {} : { metrics: checks }),
      ...(webhooks.length === 0 ? {} : { webhooks: webhooks.map((one) => one._render({ newVersion })) }),
    };
  }

  /** The load tester runs elsewhere, so it needs the namespace where one is known. */
  private suffix({ namespace }: FlaggerCanaryProps): string {
    const own = namespace ?? Chart.of(this).namespace;
    return own === undefined ? '' : `.${own}`;
  }

  private createTemplate(props: FlaggerCanaryProps, metric: Measurable): CanaryMetric {
    const { name } = metric.measurement;
    const templateName = `${props.name}-${name}`;
    const { template, check } = renderMetric(metric, templateName);
    new ApiObject(this, `metric-${name}`, {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'MetricTemplate',
      metadata: renderMetadata('FlaggerCanary', {
        name: templateName,
        namespace: props.namespace,
        labels: props.labels,
      }),
      spec: template,
    });
    return check;
  }
}

function refTo({ apiVersion, kind, name }: WorkloadRef): object {
  if (kind !== 'Deployment') throw invalid('FlaggerCanary.target', 'a Deployment', kind);
  return { apiVersion, kind, name };
}

function different(place: string, names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw invalid(place, 'names that differ', twice);
}

function secondsOf(place: string, time: Duration, least: number): number {
  if (!Number.isInteger(time.inSeconds) || time.inSeconds < least) {
    throw invalid(place, `whole seconds, at least ${least}`, time.toString());
  }
  return time.inSeconds;
}
