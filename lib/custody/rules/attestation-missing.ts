import { type Assembly } from '../../assembly';
import { type Problem, type Rule, problem } from '../../audit';
import { PredicateType } from '../../model';
import { type Verification } from '../../systems/kyverno/verification';
import { type DeployedImage, deployedImages, policiesOn, workloadText } from '../deployed';
import { pushesOf } from '../pushes';
import { requiredStatements } from '../required-statements';
import { pipelineOf } from '../running-tasks';
import { type SignerIndex, signersOf } from '../signers';
import { isClosed, refusesAll, trustsOnlyShown, trustsText } from '../trusted';
import { BUILT, CLONE, SIGN, SIGNATURE, build, deployment, example, policy, run, task } from './examples';

const ATTEST = task('attest', ['cosign', 'attest', '--yes', '--type', 'spdxjson', '--predicate', 'sbom.json', BUILT]);
const tasks = [CLONE, build(), SIGN, ATTEST];
const wanted = policy(undefined, [SIGNATURE, PredicateType.spdx.uri]);

export const attestationMissing: Rule = {
  id: 'CUS015',
  severity: 'error',
  title: 'a policy wants a statement about an image that nobody whom it trusts signs',
  why: 'the image is signed, scanned and promoted, and every new pod is denied for want of a bill of materials or a provenance',
  repair: 'attest the image in its pipeline, with the predicate type that the policy names, as whom it trusts',
  good: example(run(tasks, { attest: 'sign' }), wanted, deployment()),
  bad: example(run(tasks), wanted, deployment()),
  check: (assembly) => {
    const signers = signersOf(assembly);
    const pushes = pushesOf(assembly);
    const seen = new Set<string>();
    const comesFromHere = ({ repository }: DeployedImage): boolean =>
      signers.of(repository).length > 0 || pushes.buildsOf(repository).length > 0;
    return deployedImages(assembly)
      .filter(comesFromHere)
      .flatMap((image) =>
        policiesOn(assembly, image).flatMap((one) =>
          requiredStatements(one)
            .filter((statement) => statement !== PredicateType.signature.uri)
            .flatMap((statement) => {
              const key = `${image.environment} ${image.repository} ${statement}`;
              const found = seen.has(key) ? [] : judge(assembly, image, one, statement, signers);
              if (found.length > 0) seen.add(key);
              return found;
            }),
        ),
      );
  },
};

function judge(
  assembly: Assembly,
  image: DeployedImage,
  policy: Verification,
  statement: string,
  signers: SignerIndex,
): Problem[] {
  const { repository, workload } = image;
  const made = signers.of(repository).filter((signer) => signer.statement === statement);
  const refused = refusesAll(assembly, policy, made) && isClosed(assembly, policy);
  if (!refused || !trustsOnlyShown(assembly, policy) || sayMore(assembly, image, policy, signers)) return [];
  const [first] = made;
  const [build] = pushesOf(assembly).buildsOf(repository);
  if (!first && !build) return [];
  const start = first
    ? `${pipelineOf(first.by)} attests ${statement} as ${first.identity?.subject ?? ''}`
    : `${build ? pipelineOf(build.by) : ''} pushes ${repository} and nobody attests ${statement}`;
  return [
    problem(
      policy.manifest,
      `${start} → policy ${policy.manifest.object.metadata.name ?? ''} wants it from ${trustsText(assembly, policy)} → every pod of ${workloadText(workload.pods)} is denied`,
      first ? 'attest as whom the policy trusts' : 'add a task that attests it, as whom the policy trusts',
    ),
  ];
}

/** Where the policy takes no signature of the image either, CUS001 and CUS002 say so. */
function sayMore(
  assembly: Assembly,
  { repository }: DeployedImage,
  policy: Verification,
  signers: SignerIndex,
): boolean {
  const signatures = signers.signaturesOf(repository);
  if (!requiredStatements(policy).includes(PredicateType.signature.uri)) return false;
  return refusesAll(assembly, policy, signatures);
}
