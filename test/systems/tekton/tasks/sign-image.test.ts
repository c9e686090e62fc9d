import { Cluster, PredicateType, SigningIdentity } from '../../../../lib/model';
import {
  AttestImage,
  RegistryAuth,
  Signer,
  SignImage,
  Sigstore,
  TektonChains,
} from '../../../../lib/systems/tekton/tasks';
import { auth, cluster, envOf, newChart, stepOf, taskOf } from './rendered';

const IDENTITY = SigningIdentity.certificate({
  issuer: 'https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF',
  subject: 'https://kubernetes.io/namespaces/order-service-ci/serviceaccounts/signer',
});
const keyless = Signer.keyless({ cluster, namespace: 'order-service-ci', serviceAccount: 'signer' });
const PEM = '-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----';
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0123';

test('keyless: the pod shows a token for Sigstore alone', () => {
  const task = taskOf((chart) => new SignImage(chart, 'sign', { auth, signer: keyless }));
  expect(task.spec.volumes).toEqual([
    {
      name: 'identity',
      projected: {
        defaultMode: 0o440,
        sources: [{ serviceAccountToken: { audience: 'sigstore', expirationSeconds: 3600, path: 'oidc-token' } }],
      },
    },
  ]);
  expect(stepOf(task, 'sign')).toMatchObject({
    command: ['cosign'],
    args: ['sign', '--yes', '--oidc-provider', 'filesystem', '--k8s-keychain', '$(params.image)'],
    volumeMounts: [{ name: 'identity', mountPath: '/var/run/sigstore/cosign', readOnly: true }],
  });
  expect(task.spec).toMatchObject({ results: [{ name: 'signed' }] });
});

test('policies trust the account that signs', () => {
  const chart = newChart();
  expect(new SignImage(chart, 'sign', { auth, signer: keyless }).signsAs).toEqual(IDENTITY);
  const attest = new AttestImage(chart, 'attest', { auth, signer: keyless, statement: SBOM });
  expect(attest.signsAs).toEqual(IDENTITY);
  expect(attest.predicate).toBe(PredicateType.spdx);
});

test('a key of KMS needs no token', () => {
  const signer = Signer.awsKms(KEY);
  const task = taskOf((chart) => new SignImage(chart, 'sign', { auth, signer }));
  expect(signer.signsAs).toEqual(SigningIdentity.awsKms(KEY));
  expect(task.spec.volumes).toBeUndefined();
  expect(stepOf(task, 'sign').args).toEqual([
    'sign',
    '--yes',
    '--key',
    `awskms:///${KEY}`,
    '--k8s-keychain',
    '$(params.image)',
  ]);
});

test('a key of a Secret is a file, and its password comes from the Secret too', () => {
  const signer = Signer.key({ secret: 'cosign', publicKey: PEM });
  const task = taskOf((chart) => new SignImage(chart, 'sign', { auth: RegistryAuth.dockerConfig(), signer }));
  expect(signer.signsAs).toEqual(SigningIdentity.key(PEM));
  expect(task.spec.volumes).toEqual([
    {
      name: 'key',
      secret: { secretName: 'cosign', defaultMode: 0o440, items: [{ key: 'cosign.key', path: 'cosign.key' }] },
    },
  ]);
  expect(stepOf(task, 'sign')).toMatchObject({
    args: ['sign', '--yes', '--key', '/key/cosign.key', '$(params.image)'],
    env: [
      { name: 'COSIGN_PASSWORD', valueFrom: { secretKeyRef: { name: 'cosign', key: 'cosign.password' } } },
      { name: 'DOCKER_CONFIG', value: '$(workspaces.registry.path)' },
    ],
  });
});

test('an own Sigstore is described by files, and any cluster may sign then', () => {
  const signer = Signer.keyless({
    cluster: Cluster.of('kind', 'https://kubernetes.default.svc'),
    namespace: 'ci',
    serviceAccount: 'signer',
    sigstore: Sigstore.own({ configMap: 'sigstore', trustedRoot: 'root.json' }),
  });
  const task = taskOf((chart) => new SignImage(chart, 'sign', { auth, signer }));
  expect(stepOf(task, 'sign')).toMatchObject({
    args: [
      'sign',
      '--yes',
      '--oidc-provider',
      'filesystem',
      '--signing-config',
      '/sigstore/signing_config.json',
      '--trusted-root',
      '/sigstore/root.json',
      '--k8s-keychain',
      '$(params.image)',
    ],
    volumeMounts: [
      { name: 'sigstore', mountPath: '/sigstore', readOnly: true },
      { name: 'identity', mountPath: '/var/run/sigstore/cosign', readOnly: true },
    ],
  });
});

test('the public Sigstore certifies no cluster that it does not know', () => {
  const unknown = Cluster.of('kind', 'https://kubernetes.default.svc');
  expect(() => Signer.keyless({ cluster: unknown, namespace: 'ci', serviceAccount: 'signer' })).toThrow(
    'Signer.keyless: expected a cluster whose issuer the public Fulcio knows, got "https://kubernetes.default.svc"; use a Sigstore of your own, KMS, or Tekton Chains',
  );
});

const SBOM = { file: 'sbom.spdx.json', type: PredicateType.spdx };

test('a statement is a file of the workspace', () => {
  const task = taskOf((chart) => new AttestImage(chart, 'attest', { auth, signer: keyless, statement: SBOM }));
  expect(task.spec.workspaces).toEqual([{ name: 'reports', description: 'Where the statement lies.', readOnly: true }]);
  expect(stepOf(task, 'attest').args).toEqual([
    'attest',
    '--yes',
    '--type',
    'spdxjson',
    '--predicate',
    '$(workspaces.reports.path)/sbom.spdx.json',
    '--oidc-provider',
    'filesystem',
    '--k8s-keychain',
    '$(params.image)',
  ]);
  expect(envOf(stepOf(task, 'attest'))).toEqual({ AWS_REGION: 'eu-west-1' });
});

test('Tekton Chains signs as its controller', () => {
  expect(new TektonChains({ cluster }).signsAs).toEqual(cluster.signerOf('tekton-chains', 'tekton-chains-controller'));
  expect(new TektonChains({ cluster, namespace: 'chains', serviceAccount: 'signer' }).signsAs).toEqual(
    cluster.signerOf('chains', 'signer'),
  );
});
