import { type KubernetesObject, Manifests } from '../../../../lib/assembly';
import { assemblyOf } from '../../../../lib/audit';
import { rule, said } from './said';
import {
  REPOSITORY,
  allowList,
  clusterPolicy,
  imagePolicy,
  matching,
  objects,
  rollout,
} from '../../../../lib/systems/kyverno/rules/examples';

describe('KYV001, policies on one webhook', () => {
  const shared = { webhookConfiguration: {} };

  test.each([
    [
      'other namespaces',
      { ...shared, matchConstraints: { ...matching('pods'), namespaceSelector: { matchLabels: { a: 'b' } } } },
    ],
    ['a match condition', { ...shared, matchConditions: [{ name: 'any', expression: 'true' }] }],
    ['the exact match policy', { ...shared, matchConstraints: { ...matching('pods'), matchPolicy: 'Exact' } }],
    ['other requests', { ...shared, matchConstraints: matching('rollouts') }],
  ])('are apart by %s', (_, spec) => {
    expect(said('KYV001', objects(imagePolicy(shared), imagePolicy(spec, 'payments')))).toEqual([]);
  });

  test('meet where autogen reaches what the other names', () => {
    const deployments = {
      ...matching('deployments'),
      resourceRules: [{ apiGroups: ['apps'], apiVersions: ['v1'], operations: ['*'], resources: ['*'] }],
    };
    const found = said(
      'KYV001',
      objects(imagePolicy(shared), imagePolicy({ ...shared, matchConstraints: deployments }, 'apps')),
    );
    expect(found.map(([subject]) => subject)).toEqual(['ImageValidatingPolicy apps spec.webhookConfiguration']);
  });

  test('meet only inside one environment', () => {
    const policies = [imagePolicy(shared), imagePolicy(shared, 'payments')] as KubernetesObject[];
    const manifests = new Manifests(
      policies.map((object, i) => ({ object, environment: ['staging', 'production'][i] ?? '', origin: {} })),
    );
    expect(rule('KYV001').check({ ...assemblyOf({}), manifests })).toEqual([]);
  });
});

describe('KYV002, autogen', () => {
  test.each([
    ['it picks objects by label', { ...matching('pods'), objectSelector: { matchLabels: { app: 'a' } } }],
    [
      'it excludes something',
      {
        ...matching('pods'),
        excludeResourceRules: [{ ...matching('pods')?.resourceRules?.[0], resourceNames: ['debug'] }],
      },
    ],
    [
      'it picks pods by name, group or version',
      { resourceRules: [{ apiGroups: ['*'], apiVersions: ['v1'], operations: ['*'], resources: ['pods'] }] },
    ],
  ])('is off because %s', (reason, matchConstraints) => {
    expect(said('KYV002', objects(imagePolicy({ matchConstraints }))).map(([, message]) => message)).toEqual([
      `${reason}, so Kyverno does not add Deployments, Jobs and other controllers of pods`,
    ]);
  });

  test('is not missed where the policy names the controllers itself', () => {
    const resourceRules = [
      { apiGroups: ['', 'apps'], apiVersions: ['v1'], operations: ['*'], resources: ['pods', 'deployments'] },
    ];
    expect(said('KYV002', objects(imagePolicy({ matchConstraints: { resourceRules } })))).toEqual([]);
  });

  test('is asked of ValidatingPolicies too', () => {
    const list = allowList("image.startsWith('a.b/')", {
      matchConstraints: matching('pods', 'pods/ephemeralcontainers'),
    });
    expect(said('KYV002', objects(list)).map(([subject]) => subject)).toEqual([
      'ValidatingPolicy registries spec.matchConstraints',
    ]);
  });
});

test('KYV003 knows a policy for all images, and does not take other images for the same', () => {
  const debug = { matchConstraints: matching('pods/ephemeralcontainers') };
  expect(said('KYV003', objects(imagePolicy(), imagePolicy({ ...debug, matchImageReferences: [] }, 'all')))).toEqual(
    [],
  );
  const other = imagePolicy({ ...debug, matchImageReferences: [{ glob: 'ghcr.io/acme/payments:*' }] }, 'other');
  expect(said('KYV003', objects(imagePolicy(), other))).toHaveLength(1);
  const expression = [{ expression: "ref.contains('acme')" }];
  const by = (spec: object): object => imagePolicy({ ...spec, matchImageReferences: expression }, 'by-expression');
  expect(said('KYV003', objects(by({}), by(debug)))).toEqual([]);
});

test('KYV004 leaves alone a Rollout whose pods nobody refuses', () => {
  expect(said('KYV004', objects(imagePolicy({ validationActions: ['Audit'] }), rollout()))).toEqual([]);
  expect(said('KYV004', objects(imagePolicy(), rollout(undefined, 'elsewhere')))).toEqual([]);
  expect(said('KYV004', objects(imagePolicy(), rollout('ghcr.io/acme/payments:1')))).toEqual([]);
});

test('KYV005 is silent where an environment verifies nothing at all', () => {
  expect(said('KYV005', objects(rollout()))).toEqual([]);
});

describe('KYV006, a policy that selects nothing', () => {
  test('names the repository that nothing runs', () => {
    expect(said('KYV006', objects(imagePolicy(), rollout('ghcr.io/acme/payments:1')))).toEqual([
      [
        'ImageValidatingPolicy order-service',
        `nothing in the environment runs an image of ${REPOSITORY}`,
        'correct the registry, the account or the repository',
      ],
    ]);
    const patterns = imagePolicy({ matchImageReferences: [{ glob: '123456789.dkr.ecr.*/order-*' }] });
    expect(said('KYV006', objects(patterns, rollout())).map(([, message]) => message)).toEqual([
      'nothing in the environment runs an image that fits its patterns',
    ]);
  });

  test('is not judged where the environment has no workload, or runs builds, whose pods no manifest shows', () => {
    const task = { apiVersion: 'tekton.dev/v1', kind: 'Task', metadata: { name: 'build' }, spec: { steps: [] } };
    expect(said('KYV006', objects(imagePolicy()))).toEqual([]);
    expect(said('KYV006', objects(imagePolicy(), rollout('ghcr.io/acme/payments:1'), task))).toEqual([]);
  });

  test('is not judged by labels that only the cluster knows, and is by those of a Namespace', () => {
    const labelled = imagePolicy({
      matchConstraints: { ...matching('pods'), namespaceSelector: { matchLabels: { tier: 'shop' } } },
    });
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { tier: 'other' } } };
    expect(said('KYV006', objects(labelled, rollout()))).toEqual([]);
    expect(said('KYV006', objects(labelled, rollout(), namespace))).toHaveLength(1);
  });

  test('leaves policies for other objects alone', () => {
    expect(said('KYV006', objects(imagePolicy({ matchConstraints: matching('services') }), rollout()))).toEqual([]);
  });

  test('reads ClusterPolicies as well', () => {
    expect(said('KYV006', objects(clusterPolicy(), rollout()))).toEqual([]);
    expect(said('KYV006', objects(clusterPolicy(), rollout(undefined, 'elsewhere')))).toHaveLength(1);
  });
});

test('KYV018 takes a policy that verifies every image for a closed door', () => {
  expect(said('KYV018', objects(imagePolicy(), imagePolicy({ matchImageReferences: [{ glob: '*' }] }, 'all')))).toEqual(
    [],
  );
  expect(said('KYV018', objects(imagePolicy(), allowList('true', { validationActions: ['Audit'] })))).toHaveLength(1);
});
