import { type Assembly, type Manifest, readOnce } from '../assembly';
import { workflowFilesOf } from '../systems/github/reading/workflow-files';
import { pipelinesOf } from '../systems/gitlab/reading/pipelines';
import { type PlacedCriteria, criteriaOf } from '../systems/kyverno/identity-criteria';
import { type Certificate, type Decision } from '../systems/kyverno/identity';
import { type Verification } from '../systems/kyverno/verification';
import { once } from '../systems/tekton/once';
import { type KeylessIdentity } from './keyless-identity';
import { isKnownSubject, tryDecideOpen } from './open-subject';
import { type Signer, signersOf } from './signers';

/** What each policy asks of a keyless signer, by its manifest; gathered once. */
const criteria = once((assembly: Assembly): ReadonlyMap<Manifest, readonly PlacedCriteria[]> => {
  const found = new Map<Manifest, PlacedCriteria[]>();
  for (const one of criteriaOf(assembly.manifests)) {
    found.set(one.manifest, [...(found.get(one.manifest) ?? []), one]);
  }
  return found;
});

/** What a policy asks of a keyless signer. */
export function criteriaIn(assembly: Assembly, { manifest }: Verification): readonly PlacedCriteria[] {
  return criteria(assembly).get(manifest) ?? [];
}

/**
 * What a policy says to a signer. Where the signer's issuer is not known, the issuers that the policy names are tried:
 * only what it refuses with all of them is refused for sure, and nothing comes back for the rest.
 */
export function tryDecide(assembly: Assembly, policy: Verification, signer: KeylessIdentity): Decision | undefined {
  const named = criteriaIn(assembly, policy);
  if (!isKnownSubject(signer.subject)) return tryDecideOpen(policy, named, signer);
  const { subject, issuer } = signer;
  if (issuer !== undefined) return policy.decide(certificateOf(signer, subject, issuer));
  const issuers = named.map(({ criteria: { issuer: one } }) => one);
  if (issuers.length === 0 || issuers.includes(undefined)) return undefined;
  const decisions = issuers.map((one) => policy.decide({ subject, issuer: one ?? '' }));
  return decisions.some(({ accepted }) => accepted) ? undefined : decisions[0];
}

function certificateOf({ repository }: KeylessIdentity, subject: string, issuer: string): Certificate {
  return { subject, issuer, ...(repository === undefined ? {} : { repository }) };
}

/** Whether a policy refuses each of some signers for sure. */
export function refusesAll(
  assembly: Assembly,
  policy: Verification,
  signers: readonly Pick<Signer, 'identity'>[],
): boolean {
  return signers.every(({ identity }) => identity && tryDecide(assembly, policy, identity)?.accepted === false);
}

/** Whether no signer whose images are not known could sign for a policy; asked for many images, answered once. */
export function isClosed(assembly: Assembly, policy: Verification): boolean {
  return closed(assembly)(policy);
}

const closed = once((assembly: Assembly) =>
  readOnce<boolean, Verification>((policy) => refusesAll(assembly, policy, signersOf(assembly).open)),
);

/** Whom a policy trusts, in words; with the issuers where those make the difference. */
export function trustsText(assembly: Assembly, policy: Verification, withIssuers = false): string {
  const names = criteriaIn(assembly, policy).map(({ criteria: { subject, subjectRegExp, issuer, issuerRegExp } }) => {
    const who = subject ?? `whoever fits ${subjectRegExp ?? 'an expression'}`;
    return withIssuers ? `${who} of ${issuer ?? issuerRegExp ?? 'any issuer'}` : who;
  });
  return [...new Set(names)].join(' or ') || 'no keyless signer';
}

/**
 * Whether a policy names as its signers, each exactly, whom the assembly shows, and takes no key: pods, and workflows and
 * pipelines whose files are here. What the controller of Tekton Chains signs is not seen.
 */
export function trustsOnlyShown(assembly: Assembly, policy: Verification): boolean {
  const subjects = criteriaIn(assembly, policy).map(({ criteria: { subject } }) => subject ?? '');
  return policy.keys.length === 0 && subjects.length > 0 && subjects.every((one) => isShown(assembly, one));
}

/** Whether whatever signs as a subject can be seen in the assembly. */
export function isShown(assembly: Assembly, subject: string): boolean {
  if (/[*?]/.test(subject)) return false;
  if (subject.startsWith('https://kubernetes.io/namespaces/')) return !subject.includes('/tekton-chains');
  return shownFiles(assembly).has(subject.slice(0, subject.lastIndexOf('@')));
}

/** Workflows and pipelines as subjects spell them, without the ref. */
const shownFiles = once((assembly: Assembly): ReadonlySet<string> => {
  const workflows = workflowFilesOf(assembly).all.filter(({ kind }) => kind === 'workflow');
  const pipelines = pipelinesOf(assembly).filter(({ isWhole }) => isWhole);
  return new Set([
    ...workflows.map(({ source: { repository, path } }) => `https://github.com/${repository}/${path}`),
    ...pipelines.map(({ document: { repository, path } }) => `https://gitlab.com/${repository}//${path}`),
  ]);
});
