import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Duration } from '../../model';
import { Autoscaler } from '../kubernetes/autoscaler';
import { Deployment } from '../kubernetes/deployment';
import { DisruptionBudget } from '../kubernetes/disruption-budget';
import { NetworkPolicy } from '../kubernetes/network-policy';
import { type EgressRule, IngressRule } from '../kubernetes/network-rule';
import { type WorkloadRef } from '../kubernetes/object-props';
import { type OwnedFields } from '../kubernetes/owned-fields';
import { PodTemplate, type PodTemplateProps } from '../kubernetes/pod-template';
import { Service } from '../kubernetes/service';
import { ServiceAccount } from '../kubernetes/service-account';
import { PodMonitor, type Scraped } from '../monitoring/pod-monitor';
import { Destination } from '../routing/destination';
import { checkGatewayRoute, type GatewayRouteProps, renderHttpRoute } from '../routing/http-route';
import { type Replicas, tryCount } from './replicas';
import { RollingUpdate } from './rolling-update';
import { Rollout, type RolloutProps } from './rollout';
import { type RolloutStrategy } from './strategy';
import { Traffic } from './traffic';

type AboutPods = Omit<PodTemplateProps, 'serviceAccount'>;
type AboutRollout = Partial<
  Pick<RolloutProps, 'servicePort' | 'minReady' | 'progressDeadline' | 'analysisRuns' | 'rollbackWindow' | 'adopts'>
>;

/** What a service is: its pods, how many, and how they are exchanged. */
export interface RolledOutServiceProps extends AboutPods, AboutRollout {
  /** How many pods, or the range in which an autoscaler moves them. */
  readonly replicas: Replicas;
  /** How a new version comes in. */
  readonly strategy: RolloutStrategy | RollingUpdate;
  /**
   * The Gateway that lets callers in from outside, and the host names they use. A canary that names no traffic router
   * splits the traffic on this route.
   * @default the service is reached from inside the cluster alone
   */
  readonly route?: GatewayRouteProps;
  /** Who else may connect, beside the pods of the same namespace, the Gateway and Prometheus. @default nobody */
  readonly callers?: readonly IngressRule[];
  /** What the pods may connect to. @default anything */
  readonly egress?: readonly EgressRule[];
  /**
   * Where Prometheus reads the pods' metrics; `none` leaves that to the cluster.
   * @default `/metrics` at the main port, from the namespace `observability`, where a gate asks Prometheus; else none
   */
  readonly metrics?: Scraped | 'none';
  /** The ARN of the AWS role that the pods assume. @default none */
  readonly awsRole?: string;
  /** Annotations of the Rollout or Deployment, such as the commit it comes from. @default none */
  readonly workloadAnnotations?: Readonly<Record<string, string>>;
}

/**
 * One service as it runs in one environment: the workload with its strategy, Services, gates and route, the autoscaler,
 * the disruption budget, the network policy, its ServiceAccount, and the PodMonitor that its gates live on.
 */
export class RolledOutService extends Construct {
  /** The Rollout or the Deployment. */
  public readonly workload: WorkloadRef;
  /** The Service that callers inside the cluster use. */
  public readonly service: { readonly name: string; readonly port: number };
  public readonly pods: PodTemplate;
  /** What the controller of the Rollout writes into the route, and GitOps has to leave. */
  public readonly ownedFields: readonly OwnedFields[];

  public constructor(scope: Construct, id: string, props: RolledOutServiceProps) {
    super(scope, id);
    const { name, strategy, route } = props;
    if (route) checkGatewayRoute('Traffic.gatewayApi', route);
    const serviceAccount = new ServiceAccount(this, 'account', {
      name,
      ...(props.awsRole === undefined ? {} : { awsRole: props.awsRole }),
    });
    this.pods = PodTemplate.of({ ...props, serviceAccount });
    new DisruptionBudget(this, 'budget', { pods: this.pods });
    const scraped = scrapedBy(props);
    this.createPolicy(props, scraped);
    if (scraped) this.createMonitor(scraped);
    if (strategy instanceof RollingUpdate) {
      this.ownedFields = [];
      this.workload = this.createDeployment(props);
      const service = new Service(this, 'service', { pods: this.pods, port: props.servicePort ?? 80 });
      this.service = { name: service.name, port: service.port };
    } else {
      const rollout = this.createRollout(props, strategy);
      this.workload = rollout;
      this.ownedFields = rollout.ownedFields;
      this.service = rollout.service;
      if (rollout.splitsRoute) return;
    }
    if (route) new ApiObject(this, 'route', renderHttpRoute({ name }, route, Destination.service(this.service)));
  }

  private createDeployment(props: RolledOutServiceProps): Deployment {
    const { replicas, progressDeadline, minReady = Duration.seconds(10) } = props;
    const count = tryCount('RolledOutService.replicas', replicas);
    const deployment = new Deployment(this, 'deployment', {
      pods: this.pods,
      minReady,
      ...(count === undefined ? {} : { replicas: count }),
      ...(progressDeadline === undefined ? {} : { progressDeadline }),
      ...(props.workloadAnnotations === undefined ? {} : { annotations: props.workloadAnnotations }),
    });
    if (typeof replicas !== 'number') new Autoscaler(this, 'autoscaler', { target: deployment, ...replicas });
    return deployment;
  }

  private createRollout(props: RolledOutServiceProps, strategy: RolloutStrategy): Rollout {
    const { name, replicas, route, servicePort, minReady, progressDeadline, analysisRuns } = props;
    const { rollbackWindow, adopts } = props;
    return new Rollout(this, 'rollout', {
      name,
      template: this.pods,
      replicas,
      strategy,
      servicePort,
      minReady,
      progressDeadline,
      analysisRuns,
      rollbackWindow,
      adopts,
      traffic: route && Traffic.gatewayApi(route),
      annotations: props.workloadAnnotations,
    });
  }

  /** Prometheus has to come through as well: gates that see nothing hold every release. */
  private createPolicy({ name, route, callers = [], egress, port }: RolledOutServiceProps, scraped?: Scraped): void {
    const gateway = route?.gateway.namespace;
    new NetworkPolicy(this, 'policy', {
      name,
      pods: this.pods,
      ingress: [
        IngressRule.fromPods({}, port),
        ...(gateway === undefined ? [] : [IngressRule.fromNamespaces([gateway], port)]),
        ...(scraped === undefined ? [] : [IngressRule.fromNamespaces([scraped.from], scraped.port ?? port)]),
        ...callers,
      ],
      ...(egress === undefined ? {} : { egress }),
    });
  }

  /** Without the hash of its pod's template beside a sample nobody could tell the new version's requests from the old one's. */
  private createMonitor({ port, path, interval, labels }: Scraped): void {
    const { name, selector, portName } = this.pods;
    new PodMonitor(this, 'monitor', {
      name,
      labels: { ...selector, ...labels },
      selector,
      port: port ?? portName,
      path,
      interval,
      podLabels: ['rollouts-pod-template-hash'],
    });
  }
}

function scrapedBy({ metrics, strategy }: RolledOutServiceProps): Scraped | undefined {
  if (metrics === 'none') return undefined;
  if (metrics) return metrics;
  const asked = !(strategy instanceof RollingUpdate) && strategy.gates.some(({ asksPrometheus }) => asksPrometheus);
  return asked ? { from: 'observability' } : undefined;
}
