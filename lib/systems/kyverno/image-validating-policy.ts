import * as policies from '../../../imports/policies.kyverno.io';
import { type ImageRepository, PredicateType, type SigningIdentity } from '../../model';
import { type PodSource, WHEN_PODS_CHANGE } from './pod-source';
import { type SigstoreRoots } from './sigstore-roots';
import { type TrustIntent } from './trust-intent';

/** The spec of an ImageValidatingPolicy: by one way, only trusted images come in. */
export function renderImageValidatingPolicy(
  intent: TrustIntent,
  source: PodSource,
): policies.ImageValidatingPolicySpec {
  return {
    matchConstraints: source._matchConstraints(intent.namespaces),
    matchConditions: [WHEN_PODS_CHANGE],
    matchImageReferences: intent.images.flatMap(globsOf).map((glob) => ({ glob })),
    // Kyverno knows where pods and their usual controllers keep their images, and no more.
    images: source.resource === 'rollouts' ? source.lists.map((name) => extractor(source, name)) : undefined,
    attestors: intent.trusts.map((identity, i) => renderAttestor(signer(i), identity, intent.roots)),
    attestations: attestationsOf(intent).map(({ name, uri }) => ({ name, intoto: { type: uri } })),
    validations: renderValidations(intent, source),
    validationActions: [policies.ImageValidatingPolicySpecValidationActions.DENY],
    validationConfigurations: {
      // A digest that admission writes into an object is a difference from Git that nobody made.
      mutateDigest: false,
      // A tag can be moved, between the check and the pull, to an image that nobody signed.
      verifyDigest: true,
      // What matched and was not verified, for whatever reason, stays out.
      required: true,
    },
    credentials: intent.credentials._render(),
    failurePolicy: policies.ImageValidatingPolicySpecFailurePolicy.FAIL,
    // A timeout gives the policy a webhook of its own: two that share one hang at the first look at an image.
    webhookConfiguration: { timeoutSeconds: intent.timeout.inSeconds },
  };
}

/** Every way to write an image of the repository in a pod: with tag, with digest, with neither, and Docker Hub's short names. */
function globsOf({ registry, name }: ImageRepository): readonly string[] {
  const addresses = [`${registry}/${name}`];
  if (registry === 'docker.io') {
    addresses.push(`index.docker.io/${name}`, name);
    if (name.startsWith('library/')) addresses.push(name.slice('library/'.length));
  }
  return addresses.flatMap((address) => [address, `${address}:*`, `${address}@*`]);
}

function extractor(source: PodSource, name: string): policies.ImageValidatingPolicySpecImages {
  return { name, expression: `${source.list(name)}.map(container, container.image)` };
}

/** The predicate types that the expressions speak of: the signature, then provenance where it tells who called, then the rest. */
function attestationsOf({ trusts, requires }: TrustIntent): readonly PredicateType[] {
  const bindsCaller = trusts.some(({ certificate }) => certificate?.calledFrom !== undefined);
  return [...new Set([PredicateType.signature, ...(bindsCaller ? [PredicateType.provenance] : []), ...requires])];
}

function renderAttestor(
  name: string,
  identity: SigningIdentity,
  roots: SigstoreRoots,
): policies.ImageValidatingPolicySpecAttestors {
  return { name, cosign: { ...renderIdentity(identity), ...roots._render() } };
}

/** One identity an attestor: with two, the check of a bundle fails as such. */
function renderIdentity({ certificate, key }: SigningIdentity): policies.ImageValidatingPolicySpecAttestorsCosign {
  if (certificate) {
    const { issuer, subject, subjectRegExp } = certificate;
    const who = subjectRegExp === undefined ? { subject } : { subjectRegExp };
    return { keyless: { identities: [{ issuer, ...who }] } };
  }
  return { key: key && ('kms' in key ? { kms: key.kms } : { data: `${key.pem}\n` }) };
}

function renderValidations(intent: TrustIntent, source: PodSource): policies.ImageValidatingPolicySpecValidations[] {
  const signed = intent.trusts.map((identity, i) => signedBy(signer(i), identity));
  const required = intent.requires.map((type) => ({
    expression: forEveryImage(
      source,
      intent.trusts.map((_, i) => attested(type, signer(i))),
    ),
    message: `${intent.name}: an image has no ${type.name} attestation (${type.uri}) by a trusted signer`,
  }));
  return [
    {
      expression: forEveryImage(source, signed),
      message: `${intent.name}: an image is not signed by a trusted signer`,
    },
    ...required,
  ];
}

/** One verification a signer, joined by "or": Kyverno remembers a result only where every attestor of the call has verified. */
function forEveryImage(source: PodSource, alternatives: readonly string[]): string {
  const images = source.lists.map((name) => `images.${name}`).join(' + ');
  return `(${images}).all(image,\n  ${alternatives.join(' ||\n  ')})`;
}

/** Asked by predicate type: without one, any statement of the signer, such as an SBOM, would pass for a signature. */
function attested({ name }: PredicateType, attestor: string): string {
  return `verifyAttestationSignatures(image, attestations.${name}, [attestors.${attestor}]) > 0`;
}

function signedBy(attestor: string, { certificate }: SigningIdentity): string {
  const signature = attested(PredicateType.signature, attestor);
  if (!certificate?.calledFrom) return signature;
  // The certificate of a reusable workflow names the workflow, which anyone may call: the caller is in the provenance.
  const payload = `extractPayload(image, attestations.${PredicateType.provenance.name})`;
  const caller = `${payload}.predicate.buildDefinition.externalParameters.workflow.repository`;
  return [
    `(${signature}`,
    attested(PredicateType.provenance, attestor),
    `${caller} == '${certificate.calledFrom.url}')`,
  ].join(' &&\n   ');
}

function signer(index: number): string {
  return `signer${index + 1}`;
}
