import { type Assembly, describe, readOnce } from '../assembly';
import { repositoryOf, tryParseImageReference } from '../model';
import { type WorkloadPods } from '../systems/kubernetes/pods';
import { Kustomizations } from '../systems/kubernetes/kustomizations';
import { type AdmittedWorkload, workloadsOf } from '../systems/kyverno/admission';
import { type Verification, verificationsOf } from '../systems/kyverno/verification';
import { once } from '../systems/tekton/once';

/** An image that a workload runs, as admission will see it. */
export interface DeployedImage {
  readonly workload: AdmittedWorkload;
  readonly environment: string;
  readonly repository: string;
  /** What the pods will name: where a kustomize component completes the image, some digest stands for the one to come. */
  readonly image: string;
}

/** The images that an assembly runs; gathered once. */
export const deployedImages = once((assembly: Assembly): readonly DeployedImage[] => {
  const kustomizations = new Kustomizations(assembly.manifests);
  return workloadsOf(assembly.manifests).all.flatMap((workload) =>
    workload.images.flatMap((spelled) => deployed(workload, spelled, kustomizations)),
  );
});

function deployed(workload: AdmittedWorkload, spelled: string, kustomizations: Kustomizations): DeployedImage[] {
  const { manifest, environment } = workload.pods;
  const reference = tryParseImageReference(spelled);
  if (!reference) return [];
  const renamed = kustomizations
    .tryIncluding(manifest)
    ?.object.images?.find(({ name, newName }) => newName !== undefined && isSame(name, repositoryOf(reference)));
  const target = renamed?.newName === undefined ? reference : tryParseImageReference(renamed.newName);
  if (!target) return [];
  const repository = repositoryOf(target);
  const image =
    renamed !== undefined || kustomizations.completes(manifest, spelled) ? `${repository}@${SOME}` : spelled;
  return [{ workload, environment, repository, image }];
}

const SOME = `sha256:${'0'.repeat(64)}`;

function isSame(name: string, repository: string): boolean {
  const reference = tryParseImageReference(name);
  return reference !== undefined && repositoryOf(reference) === repository;
}

/** The policies that will refuse the image in this place, unless it is signed as they want it. */
export function policiesOn(assembly: Assembly, image: DeployedImage): readonly Verification[] {
  return policiesByImage(assembly)(image);
}

const policiesByImage = once((assembly: Assembly) =>
  readOnce<readonly Verification[], DeployedImage>(({ workload, environment, image }) => {
    const { requests, isRollout } = workload;
    const ways = [requests.pod, requests.ephemeralContainer, ...(isRollout ? [requests.rollout] : [])];
    return verificationsOf(assembly.manifests)
      .about(environment, image)
      .filter((policy) => policy.denies && policy.covers(image) === 'yes')
      .filter((policy) => ways.some((way) => policy.selects(way) === 'yes'));
  }),
);

/** In words: `Rollout order-service/order-service in staging`. */
export function workloadText({ manifest, environment }: WorkloadPods): string {
  return `${describe(manifest.object)} in ${environment}`;
}
