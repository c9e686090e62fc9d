import { type Assembly, type Manifest } from '../assembly';
import { type PlacedCriteria, criteriaOf } from '../systems/kyverno/identity-criteria';
import { type Decision } from '../systems/kyverno/identity';
import { type Verification } from '../systems/kyverno/verification';
import { once } from '../systems/tekton/once';
import { type KeylessIdentity } from './signers';

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
export function tryDecide(
  assembly: Assembly,
  policy: Verification,
  { subject, issuer }: KeylessIdentity,
): Decision | undefined {
  if (issuer !== undefined) return policy.decide({ subject, issuer });
  const named = criteriaIn(assembly, policy).map(({ criteria: { issuer: one } }) => one);
  if (named.length === 0 || named.includes(undefined)) return undefined;
  const decisions = named.map((one) => policy.decide({ subject, issuer: one ?? '' }));
  return decisions.some(({ accepted }) => accepted) ? undefined : decisions[0];
}

/** Whom a policy trusts, in words; with the issuers where those make the difference. */
export function trustsText(assembly: Assembly, policy: Verification, withIssuers = false): string {
  const names = criteriaIn(assembly, policy).map(({ criteria: { subject, subjectRegExp, issuer, issuerRegExp } }) => {
    const who = subject ?? `whoever fits ${subjectRegExp ?? 'an expression'}`;
    return withIssuers ? `${who} of ${issuer ?? issuerRegExp ?? 'any issuer'}` : who;
  });
  return [...new Set(names)].join(' or ') || 'no keyless signer';
}

/**
 * Whether a policy names pods as its signers, each exactly, and takes no key: then nothing outside of the pipelines
 * signs for it. What workflows elsewhere or the controller of Tekton Chains sign is not seen here.
 */
export function trustsOnlyPods(assembly: Assembly, policy: Verification): boolean {
  const subjects = criteriaIn(assembly, policy).map(({ criteria: { subject } }) => subject ?? '');
  return (
    policy.keys.length === 0 &&
    subjects.length > 0 &&
    subjects.every((subject) => /^https:\/\/kubernetes\.io\/namespaces\/[^*?]+$/.test(subject)) &&
    !subjects.some((subject) => subject.includes('/tekton-chains'))
  );
}
