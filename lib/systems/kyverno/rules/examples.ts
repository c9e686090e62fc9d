import { toYaml } from '../../../assembly';
import { type Example } from '../../../audit';
import { type CelPolicySpec, type ImageValidatingPolicyObject, type VerifyImages } from '../kinds';

/** What several rules show their mistake at: the images of a service, its workflow, and where it runs. */
export const REPOSITORY = 'ghcr.io/acme/order-service';
export const WORKFLOW = 'https://github.com/acme/order-service/.github/workflows/build.yaml@refs/heads/main';
export const ISSUER = 'https://token.actions.githubusercontent.com';
const DIGEST = 'sha256:5a1f6ccbe04da18f8290e9d25af77ea548bdce418f69ef9a1ba21a17b7636dfa';

/** The check of the cosign signature, by the one attestor of the examples. */
export const SIGNED = signedBy('signer1');

/** Objects as an example. */
export function objects(...all: readonly object[]): Example {
  return { manifests: toYaml(all) };
}

/** CEL: every image of a pod is signed by the attestor. */
export function signedBy(attestor: string): string {
  return `(images.containers + images.initContainers).all(image, verifyAttestationSignatures(image, attestations.signature, [attestors.${attestor}]) > 0)`;
}

/** An ImageValidatingPolicy as it should be, with changes. */
export function imagePolicy(
  changes: Partial<ImageValidatingPolicyObject['spec']> & { readonly resources?: readonly string[] } = {},
  name = 'order-service',
): object {
  const { resources = ['pods'], ...spec } = changes;
  return {
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'ImageValidatingPolicy',
    metadata: { name },
    spec: {
      matchConstraints: matching(...resources),
      matchImageReferences: [{ glob: `${REPOSITORY}:*` }, { glob: `${REPOSITORY}@*` }],
      attestors: [keyless({ issuer: ISSUER, subject: WORKFLOW })],
      attestations: [{ name: 'signature', intoto: { type: 'https://sigstore.dev/cosign/sign/v1' } }],
      validations: [{ expression: SIGNED }],
      webhookConfiguration: { timeoutSeconds: 30 },
      ...spec,
    },
  };
}

/** An attestor that is a keyless signer. */
export function keyless(...identities: readonly object[]): {
  name: string;
  cosign: { keyless: { identities: object[] } };
} {
  return { name: 'signer1', cosign: { keyless: { identities: [...identities] } } };
}

/** The requests that make or change such objects in the namespace `shop`. */
export function matching(...resources: readonly string[]): CelPolicySpec['matchConstraints'] {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
    resourceRules: [
      {
        apiGroups: [resources.includes('rollouts') ? 'argoproj.io' : ''],
        apiVersions: [resources.includes('rollouts') ? 'v1alpha1' : 'v1'],
        operations: ['CREATE', 'UPDATE'],
        resources,
      },
    ],
  };
}

/** A ValidatingPolicy that admits images where the CEL expression over `image` holds. */
export function allowList(expression: string, changes: Partial<CelPolicySpec> = {}): object {
  return {
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'ValidatingPolicy',
    metadata: { name: 'registries' },
    spec: {
      matchConstraints: matching('pods'),
      validations: [{ expression: `object.spec.containers.map(c, c.image).all(image, ${expression})` }],
      ...changes,
    },
  };
}

/** A ClusterPolicy with one `verifyImages` entry that is as it should be, with changes. */
export function clusterPolicy(changes: Partial<VerifyImages> = {}): object {
  const attestors = [keylessEntry({ issuer: ISSUER, subject: WORKFLOW })];
  const verifyImages: VerifyImages = {
    type: 'SigstoreBundle',
    failureAction: 'Enforce',
    imageReferences: [`${REPOSITORY}:*`, `${REPOSITORY}@*`],
    attestors,
    mutateDigest: false,
    ...changes,
  };
  const match = { any: [{ resources: { kinds: ['Pod'], namespaces: ['shop'] } }] };
  return {
    apiVersion: 'kyverno.io/v1',
    kind: 'ClusterPolicy',
    metadata: { name: 'order-service' },
    spec: { rules: [{ name: 'signed', match, verifyImages: [verifyImages] }] },
  };
}

/** An attestor of a ClusterPolicy that is a keyless signer. */
export function keylessEntry(identity: object): { entries: { keyless: object }[] } {
  return { entries: [{ keyless: { ...identity, rekor: { url: 'https://rekor.sigstore.dev' } } }] };
}

/** An Argo Rollout of the service. */
export function rollout(image = `${REPOSITORY}@${DIGEST}`, namespace = 'shop'): object {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'order-service', namespace },
    spec: {
      selector: { matchLabels: { app: 'order-service' } },
      strategy: { canary: {} },
      template: {
        metadata: { labels: { app: 'order-service' } },
        spec: { containers: [{ name: 'order-service', image }] },
      },
    },
  };
}
