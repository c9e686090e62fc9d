import { Construct } from 'constructs';
import { type Duration } from '../../model';
import { Autoscaler, type AutoscalerProps } from '../kubernetes/autoscaler';
import { Deployment } from '../kubernetes/deployment';
import { DisruptionBudget } from '../kubernetes/disruption-budget';
import { NetworkPolicy } from '../kubernetes/network-policy';
import { type EgressRule, IngressRule } from '../kubernetes/network-rule';
import { PodTemplate, type PodTemplateProps } from '../kubernetes/pod-template';
import { ServiceAccount } from '../kubernetes/service-account';
import { PodMonitor, type Scraped } from '../monitoring/pod-monitor';
import { FlaggerCanary, type FlaggerCanaryProps } from './flagger-canary';
import { type LoadTester } from './load-tester';

type AboutPods = Omit<PodTemplateProps, 'serviceAccount'>;
type AboutCanary = Pick<
  FlaggerCanaryProps,
  'provider' | 'strategy' | 'interval' | 'failedChecks' | 'metrics' | 'webhooks'
>;

/** Where Prometheus runs, and how it finds the monitors of services. */
export type ScrapedProps = Pick<Scraped, 'from' | 'path' | 'labels'>;

/** What a service is: its pods, how many, and how Flagger lets new versions in. */
export interface FlaggedServiceProps extends AboutPods, AboutCanary {
  /**
   * The range in which an autoscaler moves the pods. A fixed number is no choice: Flagger scales the target to nothing
   * between two releases, and a number in Git would start its pods again.
   */
  readonly replicas: Pick<AutoscalerProps, 'min' | 'max' | 'cpu' | 'memory'>;
  /** The port that callers use. @default 80 */
  readonly servicePort?: number;
  /** How long a release may take without progress, in whole seconds. @default 10 minutes */
  readonly progressDeadline?: Duration;
  /** The load tester, which may connect to the pods. @default nobody tests */
  readonly loadTester?: LoadTester;
  /** Who else may connect, beside the pods of the same namespace, the Gateway and Prometheus. @default nobody */
  readonly callers?: readonly IngressRule[];
  /** What the pods may connect to. @default anything */
  readonly egress?: readonly EgressRule[];
  /** Where Prometheus reads the pods' metrics; `none` leaves that to the cluster. @default from `observability` where metrics are asked, else none */
  readonly scraped?: ScrapedProps | 'none';
  /** The ARN of the AWS role that the pods assume. @default none */
  readonly awsRole?: string;
}

/**
 * One service that Flagger lets in step by step: Deployment, autoscaler, Canary with its metrics, disruption budget,
 * network policy, ServiceAccount and PodMonitor. The Services are Flagger's: it makes `<name>`, which leads to the
 * version that is proved, and `<name>-canary`, which leads to the new one.
 */
export class FlaggedService extends Construct {
  public readonly pods: PodTemplate;
  public readonly canary: FlaggerCanary;
  /** The Service that callers inside the cluster use. */
  public readonly service: { readonly name: string; readonly port: number };

  public constructor(scope: Construct, id: string, props: FlaggedServiceProps) {
    super(scope, id);
    const { name, awsRole, labels } = props;
    const serviceAccount = new ServiceAccount(this, 'account', { name, ...(awsRole === undefined ? {} : { awsRole }) });
    this.pods = PodTemplate.of({ ...props, serviceAccount, labels: { [BOTH]: name, ...labels } });
    const both = { name, selector: { [BOTH]: name } };
    const scraped = scrapedBy(props);
    new DisruptionBudget(this, 'budget', { pods: both });
    this.createPolicy(props, both, scraped);
    if (scraped) this.createMonitor(both.selector, scraped);
    const target = new Deployment(this, 'deployment', { pods: this.pods });
    const autoscaler = new Autoscaler(this, 'autoscaler', { target, ...props.replicas });
    this.canary = new FlaggerCanary(this, 'canary', {
      name,
      target,
      autoscaler,
      port: props.servicePort,
      targetPort: this.pods.portName,
      provider: props.provider,
      strategy: props.strategy,
      interval: props.interval,
      failedChecks: props.failedChecks,
      metrics: props.metrics,
      webhooks: props.webhooks,
      progressDeadline: props.progressDeadline,
    });
    this.service = this.canary.service;
  }

  private createMonitor(selector: Readonly<Record<string, string>>, { path, labels }: ScrapedProps): void {
    const { name, portName: port } = this.pods;
    new PodMonitor(this, 'monitor', { name, labels: { ...this.pods.selector, ...labels }, selector, port, path });
  }

  /** Gates that see nothing, and tests that reach nobody, would take every release back. */
  private createPolicy(
    { name, port, provider, loadTester, callers = [], egress }: FlaggedServiceProps,
    pods: Pick<PodTemplate, 'selector'>,
    scraped?: ScrapedProps,
  ): void {
    const namespaces = [provider.tryNamespace, loadTester?.namespace, scraped?.from].filter((one) => one !== undefined);
    new NetworkPolicy(this, 'policy', {
      name,
      pods,
      ingress: [
        IngressRule.fromPods({}, port),
        ...[...new Set(namespaces)].map((namespace) => IngressRule.fromNamespaces([namespace], port)),
        ...callers,
      ],
      ...(egress === undefined ? {} : { egress }),
    });
  }
}

/** A label that old and new pods share: Flagger gives the primary's pods another value of the one that selects them. */
const BOTH = 'app.kubernetes.io/instance';

function scrapedBy({ scraped, metrics = [] }: FlaggedServiceProps): ScrapedProps | undefined {
  if (scraped === 'none') return undefined;
  return scraped ?? (metrics.length > 0 ? { from: 'observability' } : undefined);
}
