import { type Manifest, type Manifests, addTo, kindOf, readOnce } from '../../assembly';
import { type PodContainer, type PodSpec, containersOf } from './pod-spec';
import { type LabelSelector, selects } from './selector';

/** The pods that one object makes: what it is, where they run, and what they are made of. */
export interface WorkloadPods {
  /** The object that makes them; the pod itself where it is a Pod. */
  readonly manifest: Manifest;
  readonly environment: string;
  /** The namespace; the empty text where the object names none. */
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: PodSpec;
  /** The field of the pod spec inside the object, such as `spec.template.spec`. */
  readonly path: string;
  readonly containers: readonly PodContainer[];
  /** How many, where the object says it. */
  readonly replicas?: number;
  /** The selector of a workload that keeps replicas. */
  readonly selector?: LabelSelector;
}

/** All pods that the Kubernetes workloads of an assembly make, Rollouts and the Jobs of analyses included; indexed once. */
export class PodIndex {
  private readonly byNamespace = new Map<string, WorkloadPods[]>();
  private readonly keptRunning = new Map<string, WorkloadPods[]>();
  private readonly byLabel = new Map<string, WorkloadPods[]>();
  private readonly byManifest = new Map<Manifest, WorkloadPods[]>();

  public constructor(public readonly all: readonly WorkloadPods[]) {
    for (const pods of all) {
      const place = placeOf(pods.environment, pods.namespace);
      addTo(this.byNamespace, place, pods);
      if (pods.selector !== undefined) addTo(this.keptRunning, place, pods);
      addTo(this.byManifest, pods.manifest, pods);
      for (const [key, value] of Object.entries(pods.labels)) addTo(this.byLabel, `${place}\n${key}=${value}`, pods);
    }
  }

  /** The pods that one object makes. */
  public of(manifest: Manifest): readonly WorkloadPods[] {
    return this.byManifest.get(manifest) ?? [];
  }

  /** Every pod of a namespace; the empty text stands for objects that name none. */
  public in(environment: string, namespace: string | undefined): readonly WorkloadPods[] {
    return this.byNamespace.get(placeOf(environment, namespace)) ?? [];
  }

  /** The pods of a namespace that a selector means. */
  public selected(
    environment: string,
    namespace: string | undefined,
    selector: LabelSelector,
  ): readonly WorkloadPods[] {
    const place = placeOf(environment, namespace);
    const candidates = Object.entries(selector.matchLabels ?? {})
      .map(([key, value]) => this.byLabel.get(`${place}\n${key}=${value}`) ?? [])
      .reduce((fewest, list) => (list.length < fewest.length ? list : fewest), this.in(environment, namespace));
    return candidates.filter(({ labels }) => selects(selector, labels));
  }

  /**
   * Whether a selector means no pod of a namespace that has workloads. A namespace without any gets its pods from
   * elsewhere, and nothing can be said of it.
   */
  public misses(environment: string, namespace: string | undefined, selector: LabelSelector): boolean {
    return (
      this.selected(environment, namespace, selector).length === 0 && this.workloads(environment, namespace).length > 0
    );
  }

  /** The pods of a namespace that are kept running: those of Jobs and analyses are not among them. */
  public workloads(environment: string, namespace: string | undefined): readonly WorkloadPods[] {
    return this.keptRunning.get(placeOf(environment, namespace)) ?? [];
  }
}

/** The pods of an assembly. Every rule asks for them, so they are gathered once for each. */
export const podsOf = readOnce(
  (manifests: Manifests) => new PodIndex(manifests.ofKinds(...Object.keys(TEMPLATES)).flatMap(templatesOf)),
);

interface Template {
  readonly metadata?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: PodSpec;
}

interface WorkloadSpec {
  readonly replicas?: number;
  readonly selector?: LabelSelector;
  readonly template?: Template;
  readonly jobTemplate?: { readonly spec?: { readonly template?: Template } };
  readonly metrics?: readonly { readonly provider?: { readonly job?: { readonly spec?: WorkloadSpec } } }[];
}

/** Where each kind has its pod templates. Of a ClusterAnalysisTemplate nobody knows the namespace until it runs. */
const TEMPLATES: Readonly<Record<string, (manifest: Manifest, spec: WorkloadSpec) => WorkloadPods[]>> = {
  Pod: (manifest) => found(manifest, 'spec', manifest.object as Template),
  ReplicationController: (manifest, { replicas, template }) => replicated(manifest, { replicas, template }),
  'apps/Deployment': replicated,
  'apps/ReplicaSet': replicated,
  'apps/StatefulSet': replicated,
  'apps/DaemonSet': replicated,
  'argoproj.io/Rollout': replicated,
  'batch/Job': (manifest, spec) => found(manifest, 'spec.template.spec', spec.template),
  'batch/CronJob': (manifest, spec) =>
    found(manifest, 'spec.jobTemplate.spec.template.spec', spec.jobTemplate?.spec?.template),
  'argoproj.io/AnalysisTemplate': (manifest, spec) =>
    (spec.metrics ?? []).flatMap(({ provider }, i) =>
      found(manifest, `spec.metrics[${i}].provider.job.spec.template.spec`, provider?.job?.spec?.template),
    ),
};

function templatesOf(manifest: Manifest): WorkloadPods[] {
  const { spec = {} } = manifest.object as { readonly spec?: WorkloadSpec };
  const kind = kindOf(manifest.object);
  return Object.hasOwn(TEMPLATES, kind) ? (TEMPLATES[kind]?.(manifest, spec) ?? []) : [];
}

function replicated(manifest: Manifest, { replicas, selector, template }: WorkloadSpec): WorkloadPods[] {
  return found(manifest, 'spec.template.spec', template, { replicas, selector });
}

/** A Rollout may leave its template to a Deployment (`workloadRef`): then there is none to find. */
function found(
  manifest: Manifest,
  path: string,
  template: Template | undefined,
  { replicas, selector }: Pick<WorkloadPods, 'replicas' | 'selector'> = {},
): WorkloadPods[] {
  if (template?.spec?.containers === undefined) return [];
  return [
    {
      manifest,
      environment: manifest.environment,
      namespace: manifest.object.metadata.namespace ?? '',
      labels: template.metadata?.labels ?? {},
      annotations: template.metadata?.annotations ?? {},
      spec: template.spec,
      path,
      containers: containersOf(template.spec, path),
      replicas,
      selector,
    },
  ];
}

function placeOf(environment: string, namespace: string | undefined): string {
  return `${environment}\n${namespace ?? ''}`;
}
