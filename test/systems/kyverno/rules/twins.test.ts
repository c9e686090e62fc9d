import { said } from './said';
import {
  REPOSITORY,
  allowList,
  imagePolicy,
  matching,
  objects,
  rollout,
} from '../../../../lib/systems/kyverno/rules/examples';

describe('KYV077, the ways in which images are verified', () => {
  const twin = (...globs: readonly string[]): object =>
    imagePolicy(
      { matchConstraints: matching('rollouts'), matchImageReferences: globs.map((glob) => ({ glob })) },
      'rollouts',
    );

  test('may be written in another order', () => {
    expect(said('KYV077', objects(imagePolicy(), twin(`${REPOSITORY}@*`, `${REPOSITORY}:*`)))).toEqual([]);
  });

  test('differ where one takes more than the other', () => {
    expect(said('KYV077', objects(imagePolicy(), twin('ghcr.io/**')))).toEqual([
      [
        'ImageValidatingPolicy rollouts spec.matchImageReferences',
        'ghcr.io/** is verified in rollouts and not in pods',
        'give both policies the same patterns',
      ],
    ]);
  });

  test('are not compared where nothing is said of pods, or every image is verified', () => {
    expect(said('KYV077', objects(twin('ghcr.io/acme/other:*')))).toEqual([]);
    expect(said('KYV077', objects(imagePolicy({ matchImageReferences: [] }), twin('ghcr.io/acme/other:*')))).toEqual(
      [],
    );
  });

  test('leave images alone that the other policy is not about', () => {
    const both = objects(imagePolicy(), imagePolicy({ matchImageReferences: [{ glob: 'ghcr.io/acme/other:*' }] }, 'b'));
    expect(said('KYV077', both)).toEqual([]);
  });
});

describe('KYV078, policies that read containers', () => {
  const judging = (group: string, resource: string, cel = "image.startsWith('a')"): string[][] => {
    const rule = { apiGroups: [group], apiVersions: ['v1'], operations: ['CREATE'], resources: [resource] };
    return said('KYV078', objects(allowList(cel, { matchConstraints: { resourceRules: [rule] } })));
  };

  test.each([
    ['', 'pods/ephemeralcontainers'],
    ['apps', 'deployments'],
    ['argoproj.io', 'rollouts'],
    ['*', 'widgets'],
    ['', '*'],
    ['serving.knative.dev', 'services'],
  ])('may judge %s/%s', (group, resource) => {
    expect(judging(group, resource)).toEqual([]);
  });

  test.each([
    ['argoproj.io', 'configmaps', 'configmaps.argoproj.io'],
    ['extensions', 'pods', 'pods.extensions'],
    ['networking.k8s.io', 'ingresses', 'ingresses.networking.k8s.io'],
  ])('find none in %s/%s', (group, resource, named) => {
    expect(judging(group, resource).map(([, message]) => message)).toEqual([
      `it reads containers, and judges ${named} alone, which have none`,
    ]);
  });

  test('are not meant where others are read', () => {
    const spec = { matchConstraints: matching('configmaps'), validations: [{ expression: 'object.data.size() > 0' }] };
    expect(said('KYV078', objects(allowList('', spec)))).toEqual([]);
  });
});

describe('KYV079, policies on pods', () => {
  const watching = (namespace: string): object =>
    allowList("image.startsWith('a')", {
      matchConstraints: {
        ...matching('pods'),
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
      },
    });

  test('need to watch one of the namespaces', () => {
    expect(said('KYV079', objects(watching('shop'), rollout(), rollout(undefined, 'other')))).toEqual([]);
    expect(said('KYV079', objects(watching('far'), rollout(), rollout(undefined, 'other')))).toEqual([
      [
        'ValidatingPolicy registries spec.matchConstraints.namespaceSelector',
        'the pods of its environment run in other, shop, which it does not watch',
        'select that namespace',
      ],
    ]);
  });

  test('are left alone where nothing runs', () => {
    expect(said('KYV079', objects(watching('far')))).toEqual([]);
  });
});
