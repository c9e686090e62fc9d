import { said } from './said';
import { SIGNED, allowList, clusterPolicy, imagePolicy, objects } from '../../../../lib/systems/kyverno/rules/examples';

test.each([
  ['1.16', []],
  ['1.17', ['Kyverno 1.17 has deprecated it, and 1.20 ends it']],
  ['1.20', ['Kyverno 1.20 does not carry it out any more']],
])('KYV013 with Kyverno %s', (kyverno, messages) => {
  expect(said('KYV013', objects(clusterPolicy()), { kyverno }).map(([, message]) => message)).toEqual(messages);
});

test('KYV014 knows the default type, and leaves Notary alone', () => {
  expect(said('KYV014', objects(clusterPolicy({ type: undefined }))).map(([, message]) => message)).toEqual([
    'type Cosign (the default) does not see the bundles that cosign 3.1 writes: every image is refused',
  ]);
  expect(said('KYV014', objects(clusterPolicy({ type: 'Notary' })))).toEqual([]);
});

test('KYV016 and KYV017 read ClusterPolicies and ValidatingPolicies', () => {
  const list = allowList("image.startsWith('a.b/')", { validationActions: ['Warn'], failurePolicy: 'Ignore' });
  const legacy = { ...clusterPolicy({ failureAction: 'Audit' }) } as { spec: object };
  const ignoring = (spec: object): object => ({ ...legacy, spec: { ...legacy.spec, ...spec } });
  expect(said('KYV016', objects(list, legacy))).toEqual([
    [
      'ValidatingPolicy registries spec.validationActions',
      'validationActions are Warn: what fails is admitted',
      'set validationActions: [Deny]',
    ],
    [
      'ClusterPolicy order-service spec.rules[0].verifyImages[0].failureAction',
      'the failure action is Audit: what fails is admitted',
      'set failureAction: Enforce',
    ],
  ]);
  expect(said('KYV017', objects(list, ignoring({ failurePolicy: 'Ignore' }))).map(([subject]) => subject)).toEqual([
    'ValidatingPolicy registries spec.failurePolicy',
    'ClusterPolicy order-service spec.failurePolicy',
  ]);
  expect(
    said('KYV017', objects(ignoring({ webhookConfiguration: { failurePolicy: 'Ignore' } }))).map(
      ([subject]) => subject,
    ),
  ).toEqual(['ClusterPolicy order-service spec.webhookConfiguration.failurePolicy']);
});

test('KYV019 trusts no requirement before Kyverno 1.19', () => {
  const containers = imagePolicy({ validations: [{ expression: SIGNED.replace(' + images.initContainers', '') }] });
  expect(said('KYV019', objects(containers))).toEqual([]);
  expect(said('KYV019', objects(containers), { kyverno: '1.18' })).toEqual([
    [
      'ImageValidatingPolicy order-service spec.validations',
      'its expressions verify images.containers only, and no setting requires that the others are verified',
      'verify images.initContainers and images.ephemeralContainers too',
    ],
  ]);
});

test('KYV021 reads what a ClusterPolicy skips', () => {
  const policy = clusterPolicy({
    skipImageReferences: ['ghcr.io/acme/debug*', 'ghcr.io/acme/tools/*', 'ghcr.io/acme/x:v*'],
  });
  expect(said('KYV021', objects(policy)).map(([subject]) => subject)).toEqual([
    'ClusterPolicy order-service spec.rules[0].verifyImages[0].skipImageReferences[0]',
  ]);
});

test('KYV022 reads variables too, and a host that ends too early', () => {
  const list = allowList('variables.known', {
    variables: [
      { name: 'known', expression: 'object.spec.containers.all(c, c.image.startsWith("registry.example.com"))' },
    ],
  });
  expect(said('KYV022', objects(list))).toEqual([
    [
      'ValidatingPolicy registries spec.variables[0].expression',
      "'registry.example.com' also begins registry.example.com.evil.io",
      "write 'registry.example.com/' for everything below it, or 'registry.example.com:' and 'registry.example.com@' for one repository",
    ],
  ]);
  const names = allowList('true', { validations: [{ expression: "object.metadata.name.startsWith('a.b')" }] });
  expect(said('KYV022', objects(names))).toEqual([]);
});
