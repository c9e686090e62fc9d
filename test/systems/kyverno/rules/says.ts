import { SAYS_OF_PODS } from './says-of-pods';

/** What each rule says of its own bad example: the place, the message, the repair. */
export const SAYS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  KYV001: [
    [
      'ImageValidatingPolicy payments spec.webhookConfiguration',
      'it shares a webhook with order-service, and both judge the same requests: the second to look at a new image hangs',
      'set spec.webhookConfiguration.timeoutSeconds on both',
    ],
  ],
  KYV002: [
    [
      'ImageValidatingPolicy order-service spec.matchConstraints',
      'it names pods and pods/ephemeralcontainers together, so Kyverno does not add Deployments, Jobs and other controllers of pods',
      'keep one rule with apiGroups [""], apiVersions [v1] and resources [pods]; move the rest to a policy of its own',
    ],
  ],
  KYV003: [
    [
      'ImageValidatingPolicy order-service spec.matchConstraints.resourceRules',
      'it verifies the images of pods, and no policy verifies the same images in pods/ephemeralcontainers',
      'add a second policy like it with resources [pods/ephemeralcontainers]',
    ],
  ],
  KYV004: [
    [
      'Rollout shop/order-service',
      'policies verify ghcr.io/acme/order-service@sha256:5a1f6ccbe04da18f8290e9d25af77ea548bdce418f69ef9a1ba21a17b7636dfa in its pods and none verifies the Rollout: with an unsigned image it is admitted and hangs',
      'make the policy match argoproj.io/v1alpha1 rollouts too, by a policy of its own',
    ],
  ],
  KYV005: [
    [
      'Rollout shop/order-service spec.template.spec',
      'no policy of the environment verifies ghcr.io/acme/payments:sha-1 in shop',
      'add the repository and the namespace to a policy, or accept the finding and say why the image needs no signature',
    ],
  ],
  KYV006: [
    [
      'ImageValidatingPolicy order-service',
      'its images run in order-service, which it does not watch',
      'name that namespace in the policy',
    ],
  ],
  KYV007: [
    [
      'ImageValidatingPolicy order-service spec.attestors[0].cosign.keyless.identities[0].subject',
      'the subject https://github.com/acme/order-service/.github/workflows/*@refs/heads/main is compared letter by letter: no certificate has it',
      'write the whole subject, or an anchored expression in subjectRegExp',
    ],
  ],
  KYV008: [
    [
      'ImageValidatingPolicy order-service spec.attestors[0].cosign.keyless.identities[0].subjectRegExp',
      'subjectRegExp https://github.com/acme/order-service/.github/workflows/build.yaml@refs/heads/main is not anchored at both ends: anything may stand before or behind it',
      'anchor it with ^ and $ and write \\. for a dot, or name the exact value',
    ],
  ],
  KYV009: [
    [
      'ImageValidatingPolicy order-service spec.attestors[0].cosign.keyless.identities[0]',
      'the signer has no issuer: every image is refused',
      'add the issuer',
    ],
  ],
  KYV010: [
    [
      'ImageValidatingPolicy order-service spec.attestors[0].cosign.keyless.identities',
      'attestor signer1 names 2 identities: no bundle can satisfy it',
      'make one attestor for each identity and join their checks with ||',
    ],
  ],
  KYV011: [
    [
      'ImageValidatingPolicy order-service spec.attestors[0].cosign.keyless.additionalExtensions',
      'additionalExtensions githubWorkflowRepository is never read',
      'ask the provenance: extractPayload(image, attestations.provenance).predicate.buildDefinition.externalParameters.workflow.repository',
    ],
  ],
  KYV012: [
    [
      'ImageValidatingPolicy order-service spec.validations[0].expression',
      'verifyImageSignatures takes any bundle of the signer for a signature, an SBOM too',
      "add the attestation { name: signature, intoto: { type: 'https://sigstore.dev/cosign/sign/v1' } } and ask for it with verifyAttestationSignatures",
    ],
  ],
  KYV013: [
    [
      'ClusterPolicy order-service',
      'Kyverno 1.19 has deprecated it, and 1.20 ends it',
      'write an ImageValidatingPolicy',
    ],
  ],
  KYV014: [
    [
      'ClusterPolicy order-service spec.rules[0].verifyImages[0].type',
      'type Cosign does not see the bundles that cosign 3.1 writes: every image is refused',
      'set type: SigstoreBundle',
    ],
  ],
  KYV015: [
    [
      'ClusterPolicy order-service spec.rules[0].verifyImages[0].mutateDigest',
      'mutateDigest is true by default, which Kyverno refuses where the failure action is Audit',
      'set mutateDigest: false',
    ],
  ],
  KYV016: [
    [
      'ImageValidatingPolicy order-service spec.validationActions',
      'validationActions are Audit: what fails is admitted',
      'set validationActions: [Deny]',
    ],
  ],
  KYV017: [
    [
      'ImageValidatingPolicy order-service spec.failurePolicy',
      'failurePolicy Ignore admits what could not be judged',
      'set failurePolicy: Fail',
    ],
  ],
  KYV018: [
    [
      'ImageValidatingPolicy order-service',
      'it is content with images that do not fit its patterns, and no policy of the environment refuses them',
      'add a RegistryAllowList for the same namespaces',
    ],
  ],
  KYV019: [
    [
      'ImageValidatingPolicy order-service spec.validations',
      'its expressions verify images.containers only, and no setting requires that the others are verified',
      'verify images.initContainers and images.ephemeralContainers too, and set required: true',
    ],
  ],
  KYV020: [
    [
      'ImageValidatingPolicy order-service spec.attestors[0].cosign.keyless.identities[0]',
      'https://github.com/acme/example/.github/workflows/build.yaml@refs/heads/main is a reusable workflow, and the policy does not ask which repository called it',
      "compare the provenance's buildDefinition.externalParameters.workflow.repository with the service's repository",
    ],
  ],
  KYV021: [
    [
      'ImageValidatingPolicy order-service spec.matchImageReferences[0].glob',
      'ghcr.io/acme/order-service* also takes ghcr.io/acme/order-service-other',
      'write ghcr.io/acme/order-service:* and ghcr.io/acme/order-service@*',
    ],
  ],
  KYV022: [
    [
      'ValidatingPolicy registries spec.validations[0].expression',
      "'ghcr.io/acme' also begins ghcr.io/acme-evil",
      "write 'ghcr.io/acme/' for everything below it, or 'ghcr.io/acme:' and 'ghcr.io/acme@' for one repository",
    ],
  ],
  KYV023: [
    [
      'ClusterPolicy order-service spec.rules[0].verifyImages[0].attestors[0].entries[0].keyless.subject',
      'the subject https://github.com/acme/*/.github/workflows/build.yaml@refs/heads/main also admits https://github.com/acme/other/.github/workflows/build.yaml@refs/heads/main',
      'write one whole subject for each signer',
    ],
  ],
  KYV024: [
    [
      'ImageValidatingPolicy order-service spec.attestors[1]',
      'no expression speaks of attestors.signer2',
      'add verifyAttestationSignatures(…, [attestors.signer2]) with ||, or remove it',
    ],
  ],
  KYV025: [
    [
      'Rollout shop/order-service spec.template.spec',
      'ghcr.io/acme/order-service@sha256:5a1f6ccbe04da18f8290e9d25af77ea548bdce418f69ef9a1ba21a17b7636dfa is not on the list of registries: every pod with it is denied',
      'add it to the list, or take it from a place that is on it',
    ],
  ],
  KYV040: [
    [
      'ImageValidatingPolicy order-service spec.matchImageReferences[0].glob',
      '"111122223" is no AWS account: it has 9 digits',
      'write the 12 digits of the account',
    ],
  ],
  KYV070: [
    [
      'ValidatingPolicy registries spec.validations[0].expression',
      'the expression is true for everything',
      'write an expression that is false for what shall be refused',
    ],
  ],
  KYV071: [
    [
      'ImageValidatingPolicy order-service spec.validations[0].expression',
      'the expression speaks of attestations.signature, which the policy does not declare',
      'declare it below spec.attestations',
    ],
  ],
  KYV072: [
    [
      'ImageValidatingPolicy order-service spec.attestations[1]',
      'no expression speaks of attestations.spdx',
      'add verifyAttestationSignatures(image, attestations.spdx, …) > 0, or remove it',
    ],
  ],
  KYV073: [
    [
      'ImageValidatingPolicy order-service spec.matchConstraints.resourceRules',
      'CREATE of pods is not judged',
      'add CREATE to the operations',
    ],
  ],
  KYV074: [
    [
      'ValidatingPolicy registries spec.validations[0].expression',
      'CEL cannot read it: a ) is missing',
      'mend it there',
    ],
  ],
  KYV075: [
    [
      'ImageValidatingPolicy order-service spec.matchConstraints.namespaceSelector',
      'nothing lies in shop; there are objects in order-service',
      'name the namespace that is meant',
    ],
  ],
  KYV076: [
    [
      'ImageValidatingPolicy order-service spec.validationConfigurations.verifyDigest',
      'neither is a digest asked for nor is one written',
      'set verifyDigest: true',
    ],
  ],
  ...SAYS_OF_PODS,
};
