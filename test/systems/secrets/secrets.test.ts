import { generateKeyPairSync } from 'node:crypto';
import { App, Chart, Testing } from 'cdk8s';
import { Manifests, RepositoryFiles, TerraformConfig } from '../../../lib/assembly';
import { audit } from '../../../lib/audit';
import { Duration, Platform } from '../../../lib/model';
import { allRules } from '../../../lib/rules';
import {
  ExternalSecret,
  PullSecret,
  RegistryLogin,
  SealedSecret,
  SecretProvider,
  SecretStore,
  seal,
  sealedText,
} from '../../../lib/systems/secrets';

const chart = (): Chart => new Chart(new App(), 'shop', { namespace: 'shop', disableResourceNameHashes: true });
const serviceAccount = { name: 'reader' };
const provider = SecretProvider.awsSecretsManager({ region: 'eu-west-1', serviceAccount });

/** What the audit of all rooms says of these objects. */
function findings(objects: readonly unknown[]): readonly string[] {
  const manifests = (objects as Manifests['all'][number]['object'][]).map((object) => ({
    object,
    environment: 'test',
    origin: {},
  }));
  const assembly = {
    platform: Platform.newest,
    environments: [{ name: 'test' }],
    manifests: new Manifests(manifests),
    terraform: new TerraformConfig([]),
    files: new RepositoryFiles([]),
  };
  return audit(assembly, allRules, []).findings.map(({ rule, message }) => `${rule} ${message}`);
}

test('a store of one namespace, and a Secret out of it', () => {
  const within = chart();
  const store = new SecretStore(within, 'store', { name: 'aws', provider });
  const secret = new ExternalSecret(within, 'db', {
    name: 'db',
    store,
    data: { password: { key: 'shop/db', property: 'password' } },
  });
  expect(secret.key('password')).toEqual({ name: 'db', key: 'password' });
  expect(() => secret.key('pass')).toThrow(new Error('ExternalSecret.key: expected one of password, got "pass"'));
  const objects = Testing.synth(within) as unknown[];
  expect(objects).toEqual([
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: { name: 'aws', namespace: 'shop' },
      spec: {
        provider: {
          aws: { service: 'SecretsManager', region: 'eu-west-1', auth: { jwt: { serviceAccountRef: serviceAccount } } },
        },
      },
    },
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'db', namespace: 'shop' },
      spec: {
        secretStoreRef: { name: 'aws', kind: 'SecretStore' },
        refreshPolicy: 'Periodic',
        refreshInterval: '1h',
        target: { name: 'db', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
        data: [{ secretKey: 'password', remoteRef: { key: 'shop/db', property: 'password' } }],
      },
    },
  ]);
  expect(findings(objects)).toEqual([]);
});

const login = { store: { name: 'aws' }, username: { key: 'robot', property: 'name' }, password: { key: 'robot' } };
const cluster = { name: 'shop', location: 'europe-west1' };

test.each([
  ['ghcr.io', RegistryLogin.ghcr(login)],
  ['https://index.docker.io/v1/', RegistryLogin.dockerHub(login)],
  ['quay.io', RegistryLogin.quay(login)],
  ['harbor.acme.example:8443', RegistryLogin.harbor('harbor.acme.example:8443', login)],
  [
    '111122223333.dkr.ecr.eu-west-1.amazonaws.com',
    RegistryLogin.ecr({ account: '111122223333', region: 'eu-west-1', serviceAccount }),
  ],
  [
    'europe-west1-docker.pkg.dev',
    RegistryLogin.googleArtifactRegistry({ project: 'shop', location: 'europe-west1', cluster, serviceAccount }),
  ],
  ['acme.azurecr.io', RegistryLogin.azure({ registry: 'acme', tenantId: 'b3f1', serviceAccount })],
])('a pull secret for %s', (host, registryLogin) => {
  const within = chart();
  new SecretStore(within, 'store', { name: 'aws', provider });
  new PullSecret(within, 'pull', { name: 'pull', login: registryLogin });
  const objects = Testing.synth(within) as { kind: string; spec: { target?: { template: object } } }[];
  expect(objects.find(({ kind }) => kind === 'ExternalSecret')?.spec.target?.template).toEqual({
    engineVersion: 'v2',
    type: 'kubernetes.io/dockerconfigjson',
    data: {
      '.dockerconfigjson': `{"auths":{"${host}":{"username":{{ .username | toJson }},"password":{{ .password | toJson }},"auth":"{{ printf "%s:%s" .username .password | b64enc }}"}}}`,
    },
  });
  expect(findings(objects)).toEqual([]);
});

test('a token of ECR is made by a generator beside the Secret, twice in its lifetime', () => {
  const within = chart();
  const ecr = RegistryLogin.ecr({ account: '111122223333', region: 'eu-west-1', serviceAccount });
  new PullSecret(within, 'pull', { name: 'pull', login: ecr });
  const [generator, secret] = Testing.synth(within) as [object, { spec: Record<string, unknown> }];
  expect(generator).toEqual({
    apiVersion: 'generators.external-secrets.io/v1alpha1',
    kind: 'ECRAuthorizationToken',
    metadata: { name: 'pull', namespace: 'shop' },
    spec: { region: 'eu-west-1', auth: { jwt: { serviceAccountRef: serviceAccount } } },
  });
  expect(secret.spec).toMatchObject({
    refreshInterval: '6h',
    dataFrom: [{ sourceRef: { generatorRef: { kind: 'ECRAuthorizationToken', name: 'pull' } } }],
  });
});

test('a sealed Secret stands as it was sealed, and gives its keys alone', () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const password = seal(Buffer.from('secret'), publicKey, { name: 'db', namespace: 'shop' });
  const sealed = sealedText({ name: 'db', namespace: 'shop', scope: 'strict', encryptedData: { password } });
  const within = chart();
  const secret = new SealedSecret(within, 'db', { sealed });
  const objects = Testing.synth(within) as unknown[];
  expect(objects).toEqual([
    {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { name: 'db', namespace: 'shop' },
      spec: { encryptedData: { password }, template: { metadata: { name: 'db', namespace: 'shop' } } },
    },
  ]);
  expect([secret.key('password'), secret.keys, secret.namespace]).toEqual([
    { name: 'db', key: 'password' },
    ['password'],
    'shop',
  ]);
  expect(() => secret.key('pass')).toThrow(new Error('SealedSecret.key: expected one of password, got "pass"'));
  expect(findings(objects)).toEqual([]);
});

const data = { password: { key: 'shop/db' } };

test.each<readonly [string, () => unknown]>([
  [
    'ExternalSecret.data: expected at least one key, got {}',
    () => new ExternalSecret(chart(), 'x', { name: 'db', store: { name: 'aws' }, data: {} }),
  ],
  [
    'ExternalSecret.data: expected keys of letters, digits, "-", "_" and ".", got "a b"',
    () => new ExternalSecret(chart(), 'x', { name: 'db', store: { name: 'aws' }, data: { 'a b': { key: 'k' } } }),
  ],
  [
    'ExternalSecret.refreshEvery: expected a minute or more, got "30s"',
    () =>
      new ExternalSecret(chart(), 'x', {
        name: 'db',
        store: { name: 'aws' },
        data,
        refreshEvery: Duration.seconds(30),
      }),
  ],
  [
    'SecretProvider.region: expected an AWS region such as "eu-west-1", got "europe"',
    () => SecretProvider.awsParameterStore({ region: 'europe', serviceAccount }),
  ],
  [
    'SecretProvider.server: expected an address such as "https://vault.example.com", got "http://vault"',
    () => SecretProvider.vault({ server: 'http://vault', path: 'secret', role: 'shop', serviceAccount }),
  ],
  [
    'SecretProvider.vaultUrl: expected an address such as "https://acme.vault.azure.net", got "acme"',
    () => SecretProvider.azureKeyVault({ vaultUrl: 'acme', serviceAccount }),
  ],
  [
    'RegistryLogin.host: expected the host of a registry, without scheme or path, got "https://harbor"',
    () => RegistryLogin.harbor('https://harbor', login),
  ],
  [
    'RegistryLogin.account: expected 12 digits, got "1"',
    () => RegistryLogin.ecr({ account: '1', region: 'eu-west-1', serviceAccount }),
  ],
])('refuses: %s', (message, make) => {
  expect(make).toThrow(new Error(message));
});

test.each([
  ['awsParameterStore', SecretProvider.awsParameterStore({ region: 'eu-west-1', serviceAccount })],
  [
    'vault',
    SecretProvider.vault({ server: 'https://vault.example.com', path: 'secret', role: 'shop', serviceAccount }),
  ],
  ['googleSecretManager', SecretProvider.googleSecretManager({ project: 'shop', cluster, serviceAccount })],
  ['azureKeyVault', SecretProvider.azureKeyVault({ vaultUrl: 'https://acme.vault.azure.net', serviceAccount })],
])('a store of %s fits its schema and signs in without a stored key', (_, other) => {
  const within = chart();
  new SecretStore(within, 'store', { name: 'store', provider: other });
  expect(findings(Testing.synth(within) as unknown[])).toEqual([]);
});
