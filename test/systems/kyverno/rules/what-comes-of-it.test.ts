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

test('KYV070 reads conditions, and counts that are never too small', () => {
  const never = imagePolicy({ matchConditions: [{ name: 'none', expression: ' false ' }] });
  const any = imagePolicy({ validations: [{ expression: SIGNED.replace('> 0', '>= 0') }] });
  expect(said('KYV070', objects(never, any)).map(([, message]) => message)).toEqual([
    'the condition "none" is never true: the policy judges nothing',
    'it asks for 0 signatures or more: an unsigned image has 0',
  ]);
  expect(
    said('KYV070', objects(imagePolicy({ validations: [{ expression: SIGNED.replace('> 0', '>= 1') }] }))),
  ).toEqual([]);
});

test('KYV071 and KYV072 read names in brackets', () => {
  const expression = SIGNED.replace('attestations.signature', 'attestations["signature"]');
  expect(said('KYV071', objects(imagePolicy({ validations: [{ expression }] })))).toEqual([]);
  expect(said('KYV072', objects(imagePolicy({ validations: [{ expression }] })))).toEqual([]);
  const unknown = expression.replace('attestors.signer1', "attestors['signer2']");
  expect(said('KYV071', objects(imagePolicy({ validations: [{ expression: unknown }] })))).toHaveLength(1);
});

test('KYV073 asks ValidatingPolicies only where they read images', () => {
  const resourceRules = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }];
  const matchConstraints = { resourceRules };
  const validations = [{ expression: 'object.spec.serviceAccountName != "default"' }];
  expect(said('KYV073', objects(allowList('true', { matchConstraints, validations })))).toEqual([]);
  const list = allowList("image.startsWith('a.b/')", { matchConstraints });
  expect(said('KYV073', objects(list)).map(([, message]) => message)).toEqual(['UPDATE of pods is not judged']);
});

test('KYV073 adds up the rules of a policy, and knows what changes by updates alone', () => {
  const rule = (operations: readonly string[], resource = 'pods'): object => ({
    apiGroups: [''],
    apiVersions: ['v1'],
    operations,
    resources: [resource],
  });
  const judging = (...resourceRules: readonly object[]): object => imagePolicy({ matchConstraints: { resourceRules } });
  expect(said('KYV073', objects(judging(rule(['CREATE']), rule(['UPDATE']))))).toEqual([]);
  expect(said('KYV073', objects(judging(rule(['*']))))).toEqual([]);
  expect(said('KYV073', objects(judging(rule(['UPDATE'], 'pods/ephemeralcontainers'))))).toEqual([]);
  expect(said('KYV073', objects(judging(rule(['DELETE'], 'configmaps'))))).toEqual([]);
  expect(said('KYV073', objects(judging(rule(['DELETE'])))).map(([, message]) => message)).toEqual([
    'CREATE and UPDATE of pods is not judged',
  ]);
});

test.each([
  ["a.matches('^[(]') // (", undefined],
  ["r\"\\(\" + '''it's (''' == x", undefined],
  ['{"a": [1]}', undefined],
  ['[1, 2)', ') closes nothing'],
  ['f(x))', ') closes nothing'],
  ['a[{"b": 1]', '] closes nothing'],
  ["a == 'b", "the text behind ' has no end"],
])('KYV074 reads %s', (expression, fault) => {
  const found = said('KYV074', objects(imagePolicy({ validations: [{ expression }] }))).map(([, message]) => message);
  expect(found).toEqual(fault === undefined ? [] : [`CEL cannot read it: ${fault}`]);
});

test('KYV075 is silent without namespaces, and where one of several is there; KYV076 where Kyverno writes the digest', () => {
  expect(said('KYV075', objects(imagePolicy()))).toEqual([]);
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
  expect(said('KYV075', objects(imagePolicy(), namespace))).toEqual([]);
  expect(said('KYV076', objects(imagePolicy({ validationConfigurations: { verifyDigest: false } })))).toEqual([]);
});
