import { type KubernetesObject, Manifests, toYaml } from '../../../lib/assembly';
import { assemblyOf } from '../../../lib/audit';
import { Platform, SigningIdentity, ImageRepository } from '../../../lib/model';
import { ImageTrustPolicy, Namespaces, RegistryAllowList, AllowedImages } from '../../../lib/systems/kyverno';
import { waysInto, workloadsOf } from '../../../lib/systems/kyverno/admission';
import { repositoriesOf, tryRepositoriesIn, tryRepositoryIn } from '../../../lib/systems/kyverno/image-pattern';
import { kyvernoRules } from '../../../lib/systems/kyverno/rules';
import {
  ISSUER,
  REPOSITORY,
  WORKFLOW,
  clusterPolicy,
  imagePolicy,
  keyless,
  keylessEntry,
  rollout,
} from '../../../lib/systems/kyverno/rules/examples';
import { verificationsOf } from '../../../lib/systems/kyverno/verification';
import { rendered } from './rendered';

const DIGEST = `sha256:${'0'.repeat(64)}`;
const verifications = (...all: object[]) => verificationsOf(assemblyOf({ manifests: toYaml(all) }).manifests);

test.each([
  ['ghcr.io/acme/api', 'ghcr.io/acme/api'],
  ['ghcr.io/acme/api:*', 'ghcr.io/acme/api'],
  ['ghcr.io/acme/api@*', 'ghcr.io/acme/api'],
  ['localhost:5000/api:v*', 'localhost:5000/api'],
  [`ghcr.io/acme/api:v1@${DIGEST}`, 'ghcr.io/acme/api'],
  ['ghcr.io/acme/api*', undefined],
  ['ghcr.io/*', undefined],
  ['*', undefined],
  ['ghcr.io/{a,b}:*', undefined],
  ['', undefined],
])('the repository in %j', (pattern, repository) => {
  expect(tryRepositoryIn(pattern)).toBe(repository);
});

test('repositories are known where every pattern names one', () => {
  expect(tryRepositoriesIn(['a.b/c:*', 'a.b/c@*', 'a.b/d'])).toEqual(['a.b/c', 'a.b/d']);
  expect(tryRepositoriesIn(['a.b/c:*', 'a.b/*'])).toBeUndefined();
  expect(tryRepositoriesIn([])).toBeUndefined();
  expect(repositoriesOf('golang:1')).toEqual(['golang', 'docker.io/library/golang']);
  expect(repositoriesOf('ghcr.io/acme/api')).toEqual(['ghcr.io/acme/api']);
});

test('an image finds the policies that name it, and those that leave it open', () => {
  const all = imagePolicy({ matchImageReferences: [{ glob: 'ghcr.io/*' }] }, 'all');
  const other = imagePolicy({ matchImageReferences: [{ glob: 'ghcr.io/acme/payments:*' }] }, 'payments');
  const index = verifications(imagePolicy(), other, all, clusterPolicy());
  const names = index
    .about('example', `${REPOSITORY}:1`)
    .map(({ manifest }) => manifest.object.kind + manifest.object.metadata.name);
  expect(names).toEqual([
    'ImageValidatingPolicyorder-service',
    'ClusterPolicyorder-service',
    'ImageValidatingPolicyall',
  ]);
  expect([index.in('example').length, index.in('other'), index.about('other', REPOSITORY)]).toEqual([4, [], []]);
});

test('a policy says what it takes', () => {
  const { subject, issuer } = { subject: WORKFLOW, issuer: ISSUER };
  const key = { name: 'signer2', cosign: { key: { kms: 'awskms:///a' } } };
  const expression = 'verifyImageSignatures(image, [attestors.signer1, attestors.signer2]) > 0';
  const [policy] = verifications(
    imagePolicy({ attestors: [keyless({ issuer, subject }), key], validations: [{ expression }] }),
  ).all;
  expect([policy?.denies, policy?.keys, policy?.repositories]).toEqual([true, ['awskms:///a'], [REPOSITORY]]);
  expect(policy?.decide({ subject, issuer })).toEqual({ accepted: true });
  expect(policy?.decide({ subject: 'other', issuer })).toEqual({
    accepted: false,
    reason: `it wants the subject ${WORKFLOW}, the certificate says other`,
  });
  expect([`${REPOSITORY}@${DIGEST}`, `${REPOSITORY}-x:1`].map((image) => policy?.covers(image))).toEqual(['yes', 'no']);
  expect(policy?.selects(waysInto({ namespace: 'shop' }).pod)).toBe('yes');
});

test('a signer that no expression asks is not trusted', () => {
  const [policy] = verifications(imagePolicy({ validations: [{ expression: 'true' }] })).all;
  expect(policy?.decide({ subject: WORKFLOW, issuer: ISSUER })).toEqual({
    accepted: false,
    reason: 'it trusts no keyless signer',
  });
});

test('patterns that only the cluster can read leave an answer open', () => {
  const matchImageReferences = [{ expression: "ref.contains('acme')" }, { glob: '[' }];
  const [policy, everything] = verifications(
    imagePolicy({ matchImageReferences }),
    imagePolicy({ matchImageReferences: [] }, 'b'),
  ).all;
  expect([policy?.covers('a.b/c'), policy?.repositories]).toEqual(['perhaps', undefined]);
  expect(everything?.covers('a.b/c')).toBe('yes');
});

test('a ClusterPolicy compares with the whole reference, and enforces only when told', () => {
  const nested = {
    entries: [{ attestor: keylessEntry({ issuer: ISSUER, subject: '*' }) }, { keys: { publicKeys: 'PEM' } }],
  };
  const [policy] = verifications(
    clusterPolicy({
      type: 'Cosign',
      failureAction: undefined,
      imageReferences: ['docker.io/library/*'],
      skipImageReferences: ['*:debug'],
      attestations: [{ type: 'a', attestors: [nested] }],
    }),
  ).all;
  const answers = ['golang', 'golang:debug', `golang:debug@${DIGEST}`, 'a.b/c', 'UPPER'].map((image) =>
    policy?.covers(image),
  );
  expect(answers).toEqual(['yes', 'no', 'yes', 'no', 'perhaps']);
  expect([policy?.denies, policy?.keys, policy?.repositories]).toEqual([false, ['PEM'], undefined]);
  expect(policy?.decide({ subject: 'anyone', issuer: ISSUER })).toEqual({ accepted: true });
});

test('a workload shows its images and what is known of its namespace', () => {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { tier: 'front' } } };
  const { manifests } = assemblyOf({ manifests: toYaml([namespace, rollout(), rollout('a.b/c:1', 'other')]) });
  const workloads = workloadsOf(manifests);
  expect(workloads.all.map(({ images, isRollout, requests }) => [images.length, isRollout, requests.rollout])).toEqual([
    [
      1,
      true,
      {
        group: 'argoproj.io',
        version: 'v1alpha1',
        resource: 'rollouts',
        kind: 'Rollout',
        namespace: 'shop',
        namespaceLabels: { tier: 'front' },
      },
    ],
    [1, true, { group: 'argoproj.io', version: 'v1alpha1', resource: 'rollouts', kind: 'Rollout', namespace: 'other' }],
  ]);
  expect(workloads.running('example', ['a.b/c'])).toEqual([workloads.all[1]]);
  expect(workloads.running('example', undefined)).toEqual(workloads.all);
  expect(workloads.in('elsewhere')).toEqual([]);
});

test('what the constructs render passes every rule', () => {
  const image = ImageRepository.at(REPOSITORY);
  const namespaces = Namespaces.named('shop');
  const platform = Platform.newest;
  const objects = rendered((chart) => {
    const trusts = [SigningIdentity.certificate({ subject: WORKFLOW, issuer: ISSUER })];
    new ImageTrustPolicy(chart, 'images', { name: 'images', images: [image], trusts, namespaces, platform });
    new RegistryAllowList(chart, 'registries', {
      name: 'registries',
      allow: [AllowedImages.repository(image)],
      namespaces,
      platform,
    });
  });
  const assembly = assemblyOf({ manifests: toYaml([...objects, rollout(REPOSITORY)]) });
  expect(kyvernoRules.flatMap((rule) => rule.check(assembly))).toEqual([]);
});

test('the rules grow with the assembly, not with its square', () => {
  const delivery = (count: number): number => {
    const objects = Array.from({ length: count }, (_, i) => [
      imagePolicy({ matchImageReferences: [{ glob: `ghcr.io/acme/s${i}:*` }] }, `s${i}`),
      { ...rollout(`ghcr.io/acme/s${i}:1`), metadata: { name: `s${i}`, namespace: 'shop' } },
    ]).flat() as KubernetesObject[];
    const manifests = new Manifests(objects.map((object) => ({ object, environment: 'production', origin: {} })));
    const assembly = { ...assemblyOf({}), manifests };
    const start = performance.now();
    for (const rule of kyvernoRules) rule.check(assembly);
    return performance.now() - start;
  };
  const fastest = (count: number): number => Math.min(...[1, 2, 3].map(() => delivery(count)));
  const [few, many] = [fastest(500), fastest(4_000)];
  expect(many / few).toBeLessThan(24);
});
