import { type Assembly } from '../../assembly';
import { type Problem, type Rule, problem } from '../../audit';
import { type Verification } from '../../systems/kyverno/verification';
import { isTask } from '../ci-job';
import { type DeployedImage, deployedImages, policiesOn } from '../deployed';
import { mayBecome } from '../open-subject';
import { type Signer, signersOf, subjectOf } from '../signers';
import { criteriaIn, isShown, tryDecide } from '../trusted';
import { BUILD, SIGNER, deployment, example, policy } from './examples';

const FORMER = SIGNER.replace('/sign', '/release');

export const strangerTrusted: Rule = {
  id: 'CUS003',
  severity: 'warning',
  title: 'a policy trusts somebody who signs nothing here',
  why: 'whoever can run a pod as that ServiceAccount, or change that workflow, can sign an image that the cluster admits, and no pipeline would show it',
  repair: 'remove the identity; after a change of signers, as soon as nothing that the former one signed is running',
  good: example(BUILD, policy(), deployment()),
  bad: example(BUILD, policy([SIGNER, FORMER]), deployment()),
  check: (assembly) => {
    const signers = signersOf(assembly);
    if (signers.open.some(({ identity }) => identity === undefined)) return [];
    const seen = new Set<string>();
    return deployedImages(assembly).flatMap((image) => {
      const here = signers.of(image.repository);
      if (here.length === 0 || here.some(({ identity }) => identity === undefined)) return [];
      return policiesOn(assembly, image)
        .filter((policy) =>
          here.some(({ identity }) => identity && tryDecide(assembly, policy, identity)?.accepted !== false),
        )
        .flatMap((policy) => [
          ...named(assembly, policy, [...here, ...signers.open], image),
          ...admitted(policy, here, image),
        ])
        .filter(({ message, place }) => {
          const key = `${place.environment ?? ''} ${message}`;
          return !seen.has(key) && seen.add(key);
        });
    });
  },
};

/** Whom a policy names exactly, whom the assembly shows, and who signs nothing. */
function named(
  assembly: Assembly,
  policy: Verification,
  signers: readonly Pick<Signer, 'identity'>[],
  { repository }: DeployedImage,
): Problem[] {
  const known = [...new Set(signers.map(({ identity }) => identity?.subject ?? ''))];
  return criteriaIn(assembly, policy).flatMap(({ criteria: { subject = '' }, path }) =>
    isShown(assembly, subject) && !known.some((one) => mayBecome(one, subject))
      ? problem(
          policy.manifest,
          `it trusts ${subject} → nothing here signs ${repository} as that → whoever runs as it can sign`,
          'trust only who signs the image',
          path,
        )
      : [],
  );
}

/** A pod of another ServiceAccount, or of another namespace, that a pattern of the policy lets in. */
function admitted(policy: Verification, signers: readonly Signer[], { repository }: DeployedImage): Problem[] {
  const [signer] = signers;
  const issuer = signer?.identity?.issuer;
  if (!signer || !isTask(signer.by) || issuer === undefined) return [];
  const { namespace, account = '' } = signer.by;
  const stranger = [subjectOf(namespace, 'somebody-else'), subjectOf('somewhere-else', account)].find(
    (subject) => policy.decide({ subject, issuer }).accepted,
  );
  if (stranger === undefined) return [];
  return [
    problem(
      policy.manifest,
      `only ${subjectOf(namespace, account)} signs ${repository} → the policy also takes ${stranger} → a pod that anybody may make can sign`,
      'name the subject exactly',
    ),
  ];
}
