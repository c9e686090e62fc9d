import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Duration, dnsLabel, invalid } from '../../model';
import { Autoscaler } from '../kubernetes/autoscaler';
import { type WorkloadRef } from '../kubernetes/object-props';
import { type OwnedFields } from '../kubernetes/owned-fields';
import { type PodTemplate } from '../kubernetes/pod-template';
import { Service } from '../kubernetes/service';
import { type AdoptedDeployment, ownedInDeployment, renderWorkloadRef } from './adopted-deployment';
import { type Gate } from './gate';
import { type Replicas, tryCount } from './replicas';
import { type RolloutNames } from './router';
import { type RunMetadata } from './step';
import { type RolloutStrategy } from './strategy';
import { Traffic } from './traffic';

export interface RolloutProps {
  /** The name of the Rollout; its Services, AnalysisTemplates and routes are named after it. */
  readonly name: string;
  /** The pods. */
  readonly template: PodTemplate;
  /** How many pods, or the range in which an autoscaler on this Rollout moves them. */
  readonly replicas: Replicas;
  /** How a new version comes in. */
  readonly strategy: RolloutStrategy;
  /** How traffic is split where the strategy does not say. @default Traffic.replicasOnly() */
  readonly traffic?: Traffic;
  /** The port of the Services. @default 80 */
  readonly servicePort?: number;
  /** How many old versions are kept to go back to. @default 5 */
  readonly revisionHistoryLimit?: number;
  /**
   * How many versions one may go back with all traffic at once; a release that goes back further takes every step again.
   * @default 0: every release takes the steps
   */
  readonly rollbackWindow?: number;
  /** A Deployment that this Rollout takes over, with the same pods. @default none */
  readonly adopts?: AdoptedDeployment;
  /** How long pods must have been ready before they count, in whole seconds. @default 10 seconds */
  readonly minReady?: Duration;
  /** How long the pods of a step may take to become ready, in whole seconds. @default 10 minutes */
  readonly progressDeadline?: Duration;
  /** Whether a release that misses that deadline is taken back, rather than left as it is. @default true */
  readonly progressDeadlineAbort?: boolean;
  /** How many analysis runs are kept to be read. @default 5 that ended well and 5 that did not */
  readonly analysisRuns?: { readonly successful: number; readonly unsuccessful: number };
  /** Labels and annotations of the analysis runs, such as a link to a dashboard. @default none */
  readonly analysisRunMetadata?: RunMetadata;
  /** Further labels of the Rollout. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the Rollout, such as the commit it comes from; they start no release. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * A service's pods, exchanged with care: the Rollout, the Services that its strategy switches, an AnalysisTemplate for
 * every gate, the route that holds the weights, and the autoscaler. Throws `Rollout.…` for props that contradict each other.
 */
export class Rollout extends Construct implements WorkloadRef {
  public readonly apiVersion = 'argoproj.io/v1alpha1';
  public readonly kind = 'Rollout';
  public readonly name: string;
  /** The labels by which it knows its pods. */
  public readonly selector: Readonly<Record<string, string>>;
  /** The Service that callers inside the cluster use. */
  public readonly service: { readonly name: string; readonly port: number };
  /** Whether its own traffic router renders the route to it. */
  public readonly splitsRoute: boolean;
  /** The Services that the controller points at one version each. */
  public readonly services: RolloutNames;
  /** What the controller writes into the routes and the adopted Deployment, and GitOps has to leave. */
  public readonly ownedFields: readonly OwnedFields[];

  public constructor(scope: Construct, id: string, props: RolloutProps) {
    super(scope, id);
    this.name = dnsLabel('Rollout.name', props.name, LONGEST_NAME);
    checkTimes(props);
    checkHistory(props);
    this.selector = props.template.selector;
    this.services = props.strategy._namesFor(this.name);
    const port = props.servicePort ?? 80;
    const { strategy, objects, sharedService, ownedFields } = props.strategy._render({
      traffic: props.traffic ?? Traffic.replicasOnly(),
      router: { names: this.services, port, selector: this.selector, namespace: namespaceOf(this) },
      templateName: (gate) => gate.templateNameFor(this.name),
      runMetadata: props.analysisRunMetadata,
    });
    this.service = { name: sharedService ? this.services.rollout : this.services.current, port };
    this.splitsRoute = objects.length > 0;
    this.ownedFields = [...ownedFields, ...(props.adopts === undefined ? [] : ownedInDeployment(props.adopts))];
    this.createTemplates(props.strategy.gates, port);
    this.createServices(sharedService, port, props.template);
    for (const { id: objectId, object } of objects) new ApiObject(this, objectId, object);
    new ApiObject(this, 'rollout', renderRollout(props, strategy));
    if (typeof props.replicas !== 'number') new Autoscaler(this, 'autoscaler', { target: this, ...props.replicas });
  }

  /** Templates and Services stand before the Rollout: one that arrives first is invalid until they follow. */
  private createTemplates(gates: readonly Gate[], port: number): void {
    const rendered = new Map<string, string>();
    const newVersion = `http://${this.services.next}:${port}`;
    for (const gate of gates) {
      const name = gate.templateNameFor(this.name);
      const object = {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'AnalysisTemplate',
        metadata: { name },
        spec: gate._render({ newVersion }),
      };
      const text = JSON.stringify(object);
      const known = rendered.get(name);
      if (known === undefined) new ApiObject(this, `${gate.name}-${gate.role}`, object);
      else if (known !== text) {
        throw invalid(
          'Rollout.strategy',
          `one ${gate.role} gate called "${gate.name}"`,
          'two that differ',
          'name one anew',
        );
      }
      rendered.set(name, text);
    }
  }

  private createServices(shared: boolean, port: number, pods: PodTemplate): void {
    const { rollout, current, next } = this.services;
    if (shared) new Service(this, 'shared', { name: rollout, port, pods });
    new Service(this, current.slice(rollout.length + 1), { name: current, port, pods });
    new Service(this, next.slice(rollout.length + 1), { name: next, port, pods });
  }
}

/** The longest name that leaves room for `-preview` and for the hash that names the ReplicaSets. */
const LONGEST_NAME = 47;
/** How many old versions are kept unless a Rollout says otherwise. */
const HISTORY = 5;

function checkTimes({ minReady, progressDeadline }: RolloutProps): void {
  const ready = minReady ?? Duration.seconds(10);
  const deadline = progressDeadline ?? Duration.minutes(10);
  for (const [field, time] of Object.entries({ minReady: ready, progressDeadline: deadline })) {
    if (!Number.isInteger(time.inSeconds)) throw invalid(`Rollout.${field}`, 'whole seconds', time.toString());
  }
  if (!deadline.isLongerThan(ready)) {
    throw invalid('Rollout.progressDeadline', `longer than minReady, ${ready}`, deadline.toString());
  }
}

/** Throws where there is nothing to go back to. */
function checkHistory({ revisionHistoryLimit = HISTORY, rollbackWindow = 0 }: RolloutProps): void {
  if (!Number.isSafeInteger(revisionHistoryLimit) || revisionHistoryLimit < 1) {
    throw invalid('Rollout.revisionHistoryLimit', 'a whole number of at least 1', revisionHistoryLimit);
  }
  if (!Number.isSafeInteger(rollbackWindow) || rollbackWindow < 0 || rollbackWindow > revisionHistoryLimit) {
    const expected = `a whole number from 0 to ${revisionHistoryLimit}, the versions that are kept`;
    throw invalid('Rollout.rollbackWindow', expected, rollbackWindow);
  }
}

function renderRollout(props: RolloutProps, strategy: object) {
  const replicas = tryCount('Rollout.replicas', props.replicas);
  const { successful, unsuccessful } = props.analysisRuns ?? { successful: 5, unsuccessful: 5 };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: {
      name: props.name,
      ...(props.labels === undefined ? {} : { labels: props.labels }),
      ...(props.annotations === undefined ? {} : { annotations: props.annotations }),
    },
    spec: {
      ...(replicas === undefined ? {} : { replicas }),
      revisionHistoryLimit: props.revisionHistoryLimit ?? HISTORY,
      ...(props.rollbackWindow ? { rollbackWindow: { revisions: props.rollbackWindow } } : {}),
      minReadySeconds: (props.minReady ?? Duration.seconds(10)).inSeconds,
      progressDeadlineSeconds: (props.progressDeadline ?? Duration.minutes(10)).inSeconds,
      progressDeadlineAbort: props.progressDeadlineAbort ?? true,
      analysis: { successfulRunHistoryLimit: successful, unsuccessfulRunHistoryLimit: unsuccessful },
      selector: { matchLabels: props.template.selector },
      ...(props.adopts === undefined ? { template: props.template.render() } : renderWorkloadRef(props.adopts)),
      strategy,
    },
  };
}

/** Only some constructs stand in a chart that knows its namespace. */
function namespaceOf(scope: Construct): string | undefined {
  const chart = scope.node.scopes.find((one) => one instanceof Chart);
  return chart instanceof Chart ? chart.namespace : undefined;
}
