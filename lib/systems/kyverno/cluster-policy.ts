import { PredicateType, type SigningIdentity, invalid } from '../../model';
import { type AttestorEntry, type ClusterPolicyObject, type VerifyImages } from './kinds';
import { PodSource } from './pod-source';
import { type TrustIntent } from './trust-intent';

/** What Kyverno before 1.19 verifies images by: the spec of a ClusterPolicy that lets only trusted images in, by one way. */
export function renderClusterPolicy(intent: TrustIntent, source: PodSource): ClusterPolicyObject['spec'] {
  const isRollout = source === PodSource.rollouts;
  // A ClusterPolicy for pods judges their ephemeral containers too.
  const kinds = [isRollout ? 'argoproj.io/v1alpha1/Rollout' : 'Pod'];
  const resources = { kinds, namespaceSelector: intent.namespaces._render() };
  const rule = { name: 'verify-images', match: { any: [{ resources }] }, verifyImages: [renderVerifyImages(intent)] };
  return {
    webhookConfiguration: { failurePolicy: 'Fail', timeoutSeconds: intent.timeout.inSeconds },
    rules: [isRollout ? { ...rule, imageExtractors: { Rollout: extractors(source) } } : rule],
  };
}

/** Throws `ImageTrustPolicy.<prop>: …` for an intent that a ClusterPolicy of Kyverno before 1.19 cannot carry out. */
export function assertClusterPolicyCan({ trusts, roots }: TrustIntent): void {
  const key = trusts.find((identity) => identity.certificate === undefined);
  if (key) {
    throw invalid(
      'ImageTrustPolicy.trusts',
      'signers with certificates, below Kyverno 1.19',
      String(key),
      'an older Kyverno does not check sigstore bundles by key',
    );
  }
  if (new Set(trusts.map(callerOf)).size > 1) {
    throw invalid(
      'ImageTrustPolicy.trusts',
      'signers that one and the same repository calls, below Kyverno 1.19',
      trusts.map((identity) => callerOf(identity) ?? 'nobody'),
      'a ClusterPolicy asks the provenance of all signers the same question',
    );
  }
  if (!roots.arePublic) {
    throw invalid(
      'ImageTrustPolicy.roots',
      'SigstoreRoots.publicGood, below Kyverno 1.19',
      'other roots',
      'set them for the whole of Kyverno: --tufMirror and --tufRoot',
    );
  }
}

function extractors({ lists }: PodSource): { readonly name: string; readonly path: string }[] {
  return lists.map((name) => ({ name, path: `/spec/template/spec/${name}/*/image` }));
}

function renderVerifyImages(intent: TrustIntent): VerifyImages {
  const imageRegistryCredentials = intent.credentials._render();
  return {
    // cosign 3 writes bundles. The default type looks for signatures under a tag, and would let nothing in.
    type: 'SigstoreBundle',
    failureAction: 'Enforce',
    imageReferences: intent.images.flatMap(({ address }) => [`${address}:*`, `${address}@*`]),
    attestations: renderAttestations(intent),
    mutateDigest: false,
    verifyDigest: true,
    required: true,
    ...(imageRegistryCredentials && { imageRegistryCredentials }),
  };
}

/** By predicate type, the signature too: as an attestor of the image, any statement of the signer would pass for it. */
function renderAttestations({ trusts, requires }: TrustIntent): VerifyImages['attestations'] {
  const [first] = trusts;
  const caller = first && callerOf(first);
  const attestors = [{ count: 1, entries: trusts.flatMap(entriesFor) }];
  const types = [PredicateType.signature, ...(caller === undefined ? [] : [PredicateType.provenance]), ...requires];
  return [...new Set(types)].map((type) =>
    caller !== undefined && type === PredicateType.provenance
      ? { type: type.uri, attestors, conditions: [isCalledFrom(caller)] }
      : { type: type.uri, attestors },
  );
}

function entriesFor({ certificate }: SigningIdentity): readonly AttestorEntry[] {
  if (!certificate) return [];
  const { issuer, subject, subjectRegExp } = certificate;
  const who = subjectRegExp === undefined ? { subject } : { subjectRegExp };
  return [{ keyless: { issuer, ...who, rekor: { url: 'https://rekor.sigstore.dev' } } }];
}

/** The certificate of a reusable workflow names the workflow, which anyone may call: the caller is in the provenance. */
function isCalledFrom(repository: string): object {
  const key = '{{ buildDefinition.externalParameters.workflow.repository }}';
  return { all: [{ key, operator: 'Equals', value: repository }] };
}

function callerOf({ certificate }: SigningIdentity): string | undefined {
  return certificate?.calledFrom?.url;
}
