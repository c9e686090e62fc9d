import { type Assembly } from '../../assembly';
import { type Rule, problem } from '../../audit';
import { verificationsOf } from '../../systems/kyverno/verification';
import { type DeployedImage, deployedImages, workloadText } from '../deployed';
import { type PushIndex, pushesOf } from '../pushes';
import { pipelineOf } from '../running-tasks';
import { type SignerIndex, signersOf } from '../signers';
import { BUILD, deployment, example, policy } from './examples';

export const signatureNotAsked: Rule = {
  id: 'CUS004',
  severity: 'warning',
  title: 'an image is signed, and an environment that runs it does not ask for the signature',
  why: 'the signature guards nothing there: whatever somebody pushes to the repository runs',
  repair: 'verify the image in every environment that runs it, in the namespace and for the kind of its workload',
  good: example(BUILD, policy(), deployment()),
  bad: example(BUILD, deployment()),
  check: (assembly) => {
    const pushes = pushesOf(assembly);
    const signers = signersOf(assembly);
    return deployedImages(assembly)
      .filter((image) => !isAsked(assembly, image) && !isForKyverno(assembly, image))
      .flatMap((image) => {
        const built = tryBuilt(image.repository, pushes, signers);
        if (built === undefined) return [];
        const { pods } = image.workload;
        return problem(
          pods.manifest,
          `${built} → no policy of ${image.environment} verifies it in ${pods.namespace || 'its namespace'} → ${workloadText(pods)} runs whatever is pushed there`,
          'add an ImageTrustPolicy for the image and the namespace',
          pods.path,
        );
      });
  },
};

function tryBuilt(repository: string, pushes: PushIndex, signers: SignerIndex): string | undefined {
  const [push] = pushes.buildsOf(repository);
  const [signer] = signers.signaturesOf(repository);
  return push && signer ? `${pipelineOf(signer.by)} signs ${repository}` : undefined;
}

function isAsked(assembly: Assembly, { workload, environment, image }: DeployedImage): boolean {
  const { requests } = workload;
  return verificationsOf(assembly.manifests)
    .about(environment, image)
    .some(
      (policy) =>
        policy.covers(image) !== 'no' && [requests.pod, requests.rollout].some((one) => policy.selects(one) !== 'no'),
    );
}

/** What KYV005 says of a Rollout beside policies need not be said again. */
function isForKyverno(assembly: Assembly, { workload, environment }: DeployedImage): boolean {
  return workload.isRollout && verificationsOf(assembly.manifests).in(environment).length > 0;
}
