import { type KubernetesObject, Manifests } from '../../../lib/assembly';
import { assemblyOf, checkSchemas } from '../../../lib/audit';
import {
  Duration,
  GitHubRepository,
  ImageRepository,
  Platform,
  PredicateType,
  SigningIdentity,
} from '../../../lib/model';
import {
  ImageTrustPolicy,
  type ImageTrustPolicyProps,
  Namespaces,
  RegistryCredentials,
  SigstoreRoots,
} from '../../../lib/systems/kyverno';
import { rendered } from './rendered';

const ISSUER = 'https://token.actions.githubusercontent.com';
const repository = GitHubRepository.of('acme/order-service', { id: 715331, ownerId: 9142 });
const image = ImageRepository.ecr({ account: '111122223333', region: 'eu-west-1', name: 'order-service' });
const ADDRESS = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/order-service';
const OWN = 'https://github.com/acme/order-service/.github/workflows/build.yaml@refs/heads/main';
const SHARED = 'https://github.com/acme/platform/.github/workflows/build.yaml@refs/heads/main';
const own = SigningIdentity.certificate({ subject: OWN, issuer: ISSUER });
const called = SigningIdentity.certificate({ subject: SHARED, issuer: ISSUER, calledFrom: repository });
const PEM = '-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYI\n-----END PUBLIC KEY-----';

const PROPS: ImageTrustPolicyProps = {
  name: 'order-service',
  images: [image],
  trusts: [own],
  namespaces: Namespaces.named('shop'),
  platform: Platform.newest,
};

const NAMESPACE_SELECTOR = {
  matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['shop'] }],
};

function policies(changes: Partial<ImageTrustPolicyProps> = {}): KubernetesObject[] {
  return rendered((chart) => new ImageTrustPolicy(chart, 'images', { ...PROPS, ...changes }));
}

/** The spec of the policy for pods. */
function spec(changes: Partial<ImageTrustPolicyProps>): Record<string, unknown> {
  const [first] = policies(changes) as { spec?: Record<string, unknown> }[];
  return first?.spec ?? {};
}

test('verifies pods, their ephemeral containers and Rollouts, each by a policy of its own', () => {
  const base = {
    matchConditions: [
      { name: 'pods-change', expression: "request.operation == 'CREATE' || object.spec != oldObject.spec" },
    ],
    matchImageReferences: [{ glob: ADDRESS }, { glob: `${ADDRESS}:*` }, { glob: `${ADDRESS}@*` }],
    attestors: [{ name: 'signer1', cosign: { keyless: { identities: [{ issuer: ISSUER, subject: OWN }] } } }],
    attestations: [{ name: 'signature', intoto: { type: 'https://sigstore.dev/cosign/sign/v1' } }],
    validationActions: ['Deny'],
    validationConfigurations: { mutateDigest: false, verifyDigest: true, required: true },
    credentials: { providers: ['amazon'] },
    failurePolicy: 'Fail',
    webhookConfiguration: { timeoutSeconds: 30 },
  };
  const signed = (lists: string): object => ({
    validations: [
      {
        expression: `(${lists}).all(image,\n  verifyAttestationSignatures(image, attestations.signature, [attestors.signer1]) > 0)`,
        message: 'order-service: an image is not signed by a trusted signer',
      },
    ],
  });
  const judging = (apiGroup: string, apiVersion: string, operations: string[], resource: string): object => ({
    matchConstraints: {
      namespaceSelector: NAMESPACE_SELECTOR,
      resourceRules: [{ apiGroups: [apiGroup], apiVersions: [apiVersion], operations, resources: [resource] }],
    },
  });
  const everyList = 'images.containers + images.initContainers + images.ephemeralContainers';
  const listed = (name: string): object => ({
    name,
    expression: `object.spec.?template.?spec.?${name}.orValue([]).map(container, container.image)`,
  });
  const policy = (name: string, ...parts: object[]): object => ({
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'ImageValidatingPolicy',
    metadata: { name },
    spec: Object.assign({ ...base }, ...parts) as object,
  });
  expect(policies()).toEqual([
    policy('order-service', signed(everyList), judging('', 'v1', ['CREATE', 'UPDATE'], 'pods')),
    policy('order-service-ephemeral', signed(everyList), judging('', 'v1', ['UPDATE'], 'pods/ephemeralcontainers')),
    policy(
      'order-service-rollouts',
      signed('images.containers + images.initContainers'),
      judging('argoproj.io', 'v1alpha1', ['CREATE', 'UPDATE'], 'rollouts'),
      { images: [listed('containers'), listed('initContainers')] },
    ),
  ]);
});

test('asks each signer by itself, and the provenance where a reusable workflow signs', () => {
  const { attestors, attestations, validations } = spec({ trusts: [called, own], requires: [PredicateType.spdx] });
  expect(attestors).toEqual([
    { name: 'signer1', cosign: { keyless: { identities: [{ issuer: ISSUER, subject: SHARED }] } } },
    { name: 'signer2', cosign: { keyless: { identities: [{ issuer: ISSUER, subject: OWN }] } } },
  ]);
  expect(attestations).toEqual([
    { name: 'signature', intoto: { type: 'https://sigstore.dev/cosign/sign/v1' } },
    { name: 'provenance', intoto: { type: 'https://slsa.dev/provenance/v1' } },
    { name: 'spdx', intoto: { type: 'https://spdx.dev/Document' } },
  ]);
  expect(validations).toEqual([
    {
      expression: `(images.containers + images.initContainers + images.ephemeralContainers).all(image,
  (verifyAttestationSignatures(image, attestations.signature, [attestors.signer1]) > 0 &&
   verifyAttestationSignatures(image, attestations.provenance, [attestors.signer1]) > 0 &&
   extractPayload(image, attestations.provenance).predicate.buildDefinition.externalParameters.workflow.repository == 'https://github.com/acme/order-service') ||
  verifyAttestationSignatures(image, attestations.signature, [attestors.signer2]) > 0)`,
      message: 'order-service: an image is not signed by a trusted signer',
    },
    {
      expression: `(images.containers + images.initContainers + images.ephemeralContainers).all(image,
  verifyAttestationSignatures(image, attestations.spdx, [attestors.signer1]) > 0 ||
  verifyAttestationSignatures(image, attestations.spdx, [attestors.signer2]) > 0)`,
      message: 'order-service: an image has no spdx attestation (https://spdx.dev/Document) by a trusted signer',
    },
  ]);
});

test('names the provenance once where it is also required', () => {
  expect(spec({ trusts: [called], requires: [PredicateType.provenance] })['attestations']).toHaveLength(2);
});

test('takes keys and KMS keys, with or without a log', () => {
  const keys = [SigningIdentity.key(PEM), SigningIdentity.awsKms('arn:aws:kms:eu-west-1:111122223333:alias/images')];
  const kms = 'awskms:///arn:aws:kms:eu-west-1:111122223333:alias/images';
  expect(spec({ trusts: keys })['attestors']).toEqual([
    { name: 'signer1', cosign: { key: { data: `${PEM}\n` } } },
    { name: 'signer2', cosign: { key: { kms } } },
  ]);
  expect(spec({ trusts: keys, roots: SigstoreRoots.keysOnly })['attestors']).toEqual([
    { name: 'signer1', cosign: { key: { data: `${PEM}\n` }, ctlog: { insecureIgnoreTlog: true } } },
    { name: 'signer2', cosign: { key: { kms }, ctlog: { insecureIgnoreTlog: true } } },
  ]);
});

test('believes a Sigstore of your own', () => {
  const roots = SigstoreRoots.tuf({ mirror: 'https://tuf.acme.dev', root: '{"signed":{"_type":"root"}}' });
  expect(spec({ roots })['attestors']).toEqual([
    {
      name: 'signer1',
      cosign: {
        keyless: { identities: [{ issuer: ISSUER, subject: OWN }] },
        tuf: { mirror: 'https://tuf.acme.dev', root: { data: 'eyJzaWduZWQiOnsiX3R5cGUiOiJyb290In19' } },
      },
    },
  ]);
});

test('knows every spelling of an image on Docker Hub', () => {
  const globs = (name: string): unknown =>
    spec({ images: [ImageRepository.at(`docker.io/${name}`)] })['matchImageReferences'];
  const forms = (...names: string[]): object[] =>
    names.flatMap((name) => [{ glob: name }, { glob: `${name}:*` }, { glob: `${name}@*` }]);
  expect(globs('acme/api')).toEqual(forms('docker.io/acme/api', 'index.docker.io/acme/api', 'acme/api'));
  expect(globs('library/golang')).toEqual(
    forms('docker.io/library/golang', 'index.docker.io/library/golang', 'library/golang', 'golang'),
  );
});

test('signs in to a registry other than ECR as Kyverno is installed, or as told', () => {
  const images = [ImageRepository.at('ghcr.io/acme/order-service')];
  expect(spec({ images })).not.toHaveProperty('credentials');
  expect(spec({ images, credentials: RegistryCredentials.github })['credentials']).toEqual({ providers: ['github'] });
  expect(spec({ images, credentials: RegistryCredentials.secrets('ghcr') })['credentials']).toEqual({
    secrets: ['ghcr'],
  });
});

test('tells what it is made of', () => {
  rendered((chart) => {
    const policy = new ImageTrustPolicy(chart, 'images', { ...PROPS, timeout: Duration.seconds(10) });
    expect(policy.policyNames).toEqual(['order-service', 'order-service-ephemeral', 'order-service-rollouts']);
    expect([policy.images, policy.trusts]).toEqual([[image], [own]]);
  });
});

test('is what the schemas of Kyverno ask for, in both forms', () => {
  const all = [
    ...policies({ trusts: [called], requires: [PredicateType.spdx] }),
    ...policies({ platform: Platform.of({ kyverno: '1.18' }) }),
  ];
  const manifests = new Manifests(all.map((object) => ({ object, environment: 'production', origin: {} })));
  expect(checkSchemas({ ...assemblyOf({}), manifests }).findings).toEqual([]);
});

test('two keys are two signers', () => {
  const other = PEM.replace('MFkw', 'MFky');
  expect(spec({ trusts: [SigningIdentity.key(PEM), SigningIdentity.key(other)] })['attestors']).toHaveLength(2);
});
