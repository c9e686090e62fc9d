import { type Assembly } from '../../assembly';
import { type Problem, type Rule, problem } from '../../audit';
import { type Verification } from '../../systems/kyverno/verification';
import { type DeployedImage, deployedImages, policiesOn, workloadText } from '../deployed';
import { pipelineOf } from '../running-tasks';
import { type SignerIndex, signersOf } from '../signers';
import { isClosed, refusesAll, trustsText } from '../trusted';
import { BUILD, SIGNER, deployment, example, policy } from './examples';

export const signerNotTrusted: Rule = {
  id: 'CUS001',
  severity: 'error',
  title: 'a policy does not trust who signs an image that runs',
  why: 'every part is right by itself, and together they admit nothing: the signature is there, it is by somebody else, and every new pod is denied',
  repair:
    "let the policy trust exactly who signs: the ServiceAccount of the task and its cluster's issuer, or the file with the steps of the workflow, which for a called workflow is that file, at the ref of the call",
  reference: 'https://github.com/sigstore/fulcio/blob/main/docs/oidc.md',
  good: example(BUILD, policy(), deployment()),
  bad: example(BUILD, policy([SIGNER.replace('namespaces/ci', 'namespaces/builds')]), deployment()),
  check: (assembly) => {
    const signers = signersOf(assembly);
    const refused = new Map<string, Refusal>();
    for (const image of deployedImages(assembly)) {
      if (signers.signaturesOf(image.repository).length === 0) continue;
      for (const policy of policiesOn(assembly, image)) {
        const signer = tryRefused(assembly, policy, signers, image.repository);
        if (!signer) continue;
        const key = `${image.environment} ${image.repository}`;
        const known = refused.get(key) ?? { image, signer, policies: new Set<Verification>() };
        known.policies.add(policy);
        refused.set(key, known);
      }
    }
    return [...refused.values()].flatMap((one) => counterexample(assembly, one));
  },
};

interface Refusal {
  readonly image: DeployedImage;
  /** `… signs as …`. */
  readonly signer: string;
  readonly policies: Set<Verification>;
}

/** The first signer, in words, where a policy takes none of them for sure. */
function tryRefused(
  assembly: Assembly,
  policy: Verification,
  signers: SignerIndex,
  repository: string,
): string | undefined {
  const found = signers.signaturesOf(repository);
  const [first] = found;
  if (!first?.identity || !refusesAll(assembly, policy, found) || !isClosed(assembly, policy)) return undefined;
  const { subject, issuer } = first.identity;
  // The subject alone would look as if it were trusted where the clusters differ.
  const differs = !trustsText(assembly, policy).split(' or ').includes(subject);
  return `${pipelineOf(first.by)} signs as ${subject}${differs ? '' : ` of ${issuer ?? 'its cluster'}`}`;
}

function counterexample(assembly: Assembly, { image, signer, policies }: Refusal): Problem[] {
  const [first] = policies;
  if (!first) return [];
  const names = [...policies].map(({ manifest }) => manifest.object.metadata.name ?? '');
  const trusts = trustsText(assembly, first, signer.includes(' of https://'));
  return [
    problem(
      first.manifest,
      `${signer} → policy ${[...new Set(names)].join(', ')} trusts ${trusts} → every pod of ${workloadText(image.workload.pods)} is denied`,
      'make the policy trust who signs, or sign as whom it trusts',
    ),
  ];
}
