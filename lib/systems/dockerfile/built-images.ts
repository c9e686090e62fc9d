import { type Assembly, addTo, readOnce } from '../../assembly';
import { tryParseImageReference } from '../../model';
import { type Container, type SharedSecurityContext } from '../kubernetes/pod-spec';
import { podsOf, type WorkloadPods } from '../kubernetes/pods';
import { historyOf } from './read-stage';
import { declaredIn, dockerfilesOf, type ReadDockerfile } from './reading';

/** A container that runs the image of a Dockerfile. */
export interface RunningContainer {
  readonly pods: WorkloadPods;
  readonly container: Container;
  readonly path: string;
  /** What holds for it: its own words, else those of its pod. */
  readonly context: SharedSecurityContext;
  readonly readOnly: boolean;
  /** The paths at which volumes are mounted. */
  readonly mounted: readonly string[];
}

interface Hardened extends Container {
  readonly volumeMounts?: readonly { readonly mountPath: string }[];
  readonly securityContext?: Container['securityContext'] & { readonly readOnlyRootFilesystem?: boolean };
}

/**
 * The containers that run the image of a Dockerfile. Which image that is, its label `org.opencontainers.image.title`
 * says; else it is called like the repository, when the repository has no other Dockerfile.
 */
export function builtBy(dockerfile: ReadDockerfile, assembly: Assembly): readonly RunningContainer[] {
  const name = nameOf(dockerfile, assembly);
  return name === undefined ? [] : (containersByImage(assembly).get(name) ?? []);
}

function nameOf({ file, stages }: ReadDockerfile, assembly: Assembly): string | undefined {
  const last = stages.at(-1);
  const labels = last ? historyOf(last).filter(({ keyword }) => keyword === 'LABEL') : [];
  const title = labels.flatMap(({ text }) => declaredIn(text)).find(([label]) => label === TITLE)?.[1];
  if (title !== undefined && !title.includes('$')) return title;
  const alone = (dockerfileCounts(assembly).get(file.repository) ?? 0) === 1;
  return alone ? file.repository.slice(file.repository.lastIndexOf('/') + 1) : undefined;
}

const TITLE = 'org.opencontainers.image.title';

const dockerfileCounts = readOnce<ReadonlyMap<string, number>, Assembly>((assembly) => {
  const counts = new Map<string, number>();
  for (const { file } of dockerfilesOf(assembly)) counts.set(file.repository, (counts.get(file.repository) ?? 0) + 1);
  return counts;
});

/** By the last part of the image's path: the registry is none of the Dockerfile's business. */
const containersByImage = readOnce<ReadonlyMap<string, readonly RunningContainer[]>, Assembly>(({ manifests }) => {
  const found = new Map<string, RunningContainer[]>();
  for (const pods of podsOf(manifests).all) {
    for (const { container, path } of pods.containers) {
      const image = tryParseImageReference(container.image ?? '')?.path;
      if (image === undefined) continue;
      addTo(found, image.slice(image.lastIndexOf('/') + 1), runningContainer(pods, container, path));
    }
  }
  return found;
});

function runningContainer(pods: WorkloadPods, container: Hardened, path: string): RunningContainer {
  return {
    pods,
    container,
    path,
    context: { ...pods.spec.securityContext, ...container.securityContext },
    readOnly: container.securityContext?.readOnlyRootFilesystem === true,
    mounted: (container.volumeMounts ?? []).map(({ mountPath }) => mountPath),
  };
}
