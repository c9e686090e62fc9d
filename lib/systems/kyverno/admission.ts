import { type Manifests, addTo, kindOf, readOnce } from '../../assembly';
import { type WorkloadPods, podsOf } from '../kubernetes/pods';
import { type Certainty } from './certainty';
import { repositoriesOf } from './image-pattern';
import { type CelPolicySpec } from './kinds';
import { type AdmissionRequest, type NamespaceFacts, selects } from './selection';

/** What of a workload comes before admission: its images, and the requests that bring them. */
export interface AdmittedWorkload {
  readonly pods: WorkloadPods;
  /** The images, each once, as the pods name them. */
  readonly images: readonly string[];
  readonly isRollout: boolean;
  readonly requests: WaysIn;
}

/** The requests by which images come into a namespace. */
export interface WaysIn {
  readonly pod: AdmissionRequest;
  readonly ephemeralContainer: AdmissionRequest;
  readonly rollout: AdmissionRequest;
}

/** The requests that bring images into some namespace, or into one that the assembly does not name. */
export function waysInto(where: NamespaceFacts = { namespace: '' }): WaysIn {
  const { namespace, namespaceLabels } = where;
  const request = (group: string, version: string, resource: string, kind: string): AdmissionRequest => ({
    group,
    version,
    resource,
    kind,
    namespace,
    namespaceLabels,
  });
  return {
    pod: request('', 'v1', 'pods', 'Pod'),
    ephemeralContainer: request('', 'v1', 'pods/ephemeralcontainers', 'Pod'),
    rollout: request('argoproj.io', 'v1alpha1', 'rollouts', 'Rollout'),
  };
}

/** Whether a policy judges what brings images into some namespace, whichever it is. Many rules begin with that. */
export const reachOf = readOnce((spec: CelPolicySpec): Readonly<Record<keyof WaysIn, Certainty>> => {
  const { pod, ephemeralContainer, rollout } = ANYWHERE;
  return {
    pod: selects(spec, pod),
    ephemeralContainer: selects(spec, ephemeralContainer),
    rollout: selects(spec, rollout),
  };
});

const ANYWHERE = waysInto();

/** All workloads of an assembly as admission sees them, found by environment and by the repository of an image. */
export class AdmittedWorkloads {
  private readonly byEnvironment = new Map<string, AdmittedWorkload[]>();
  private readonly byRepository = new Map<string, AdmittedWorkload[]>();
  private readonly byNamespace = new Map<string, AdmittedWorkload[]>();

  public constructor(public readonly all: readonly AdmittedWorkload[]) {
    for (const workload of all) {
      const { environment, namespace } = workload.pods;
      addTo(this.byEnvironment, environment, workload);
      addTo(this.byNamespace, `${environment}\n${namespace}`, workload);
      for (const repository of new Set(workload.images.flatMap(repositoriesOf))) {
        addTo(this.byRepository, `${environment}\n${repository}`, workload);
      }
    }
  }

  /** The workloads of an environment. */
  public in(environment: string): readonly AdmittedWorkload[] {
    return this.byEnvironment.get(environment) ?? [];
  }

  /** The workloads in some namespaces of an environment, and in those that the assembly does not name; all where none are given. */
  public within(environment: string, namespaces: readonly string[] | undefined): readonly AdmittedWorkload[] {
    if (namespaces === undefined) return this.in(environment);
    return ['', ...namespaces].flatMap((namespace) => this.byNamespace.get(`${environment}\n${namespace}`) ?? []);
  }

  /** The workloads of an environment that run an image of one of the repositories; all of them where none are named. */
  public running(environment: string, repositories: readonly string[] | undefined): readonly AdmittedWorkload[] {
    if (repositories === undefined) return this.in(environment);
    return repositories.flatMap((repository) => this.byRepository.get(`${environment}\n${repository}`) ?? []);
  }
}

/** The workloads of an assembly; gathered once for all rules. */
export const workloadsOf = readOnce(
  (manifests: Manifests) => new AdmittedWorkloads(podsOf(manifests).all.map((pods) => admitted(pods, manifests))),
);

function admitted(pods: WorkloadPods, manifests: Manifests): AdmittedWorkload {
  return {
    pods,
    images: [...new Set(pods.containers.flatMap(({ container }) => container.image ?? []))],
    isRollout: kindOf(pods.manifest.object) === 'argoproj.io/Rollout',
    requests: waysInto(namespaceFacts(pods, manifests)),
  };
}

function namespaceFacts({ environment, namespace }: WorkloadPods, manifests: Manifests): NamespaceFacts {
  const found = manifests.tryFind('Namespace', { environment, name: namespace });
  return found ? { namespace, namespaceLabels: found.object.metadata.labels ?? {} } : { namespace };
}
