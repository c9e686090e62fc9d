import { App, Chart, Testing } from 'cdk8s';
import { type KubernetesObject, Manifests, RepositoryFiles, TerraformConfig } from '../../../lib/assembly';
import { audit } from '../../../lib/audit';
import {
  Duration,
  GitHubRepository,
  GitLabProject,
  ImageRepository,
  Platform,
  TagFamily,
  timedTag,
} from '../../../lib/model';
import {
  BranchPromotion,
  type BranchPromotionProps,
  KargoPromotion,
  type KargoPromotionProps,
} from '../../../lib/systems/kargo';
import { kargoRules } from '../../../lib/systems/kargo/rules';
import * as fc from '../../property';

const gitops = GitHubRepository.of('acme/gitops', { id: 715332, ownerId: 9142 });
const image = ImageRepository.at('ghcr.io/acme/orders');
const staging = { environment: 'staging', folder: 'promoted/staging/orders', verifiedBy: [{ name: 'error-rate' }] };
const production = { environment: 'production', folder: 'promoted/production/orders' };

function kargo(props: Partial<KargoPromotionProps> = {}): readonly KubernetesObject[] {
  const chart = new Chart(new App(), 'kargo');
  const stages = [staging, { ...production, soak: Duration.hours(2), proposed: true }];
  new KargoPromotion(chart, 'orders', {
    project: 'shop',
    service: 'orders',
    image,
    tags: TagFamily.timed,
    repository: gitops,
    stages,
    ...props,
  });
  return Testing.synth(chart) as KubernetesObject[];
}

function branches(props: Partial<BranchPromotionProps> = {}): readonly KubernetesObject[] {
  const chart = new Chart(new App(), 'promoter', { namespace: 'delivery' });
  const environments = [
    { branch: 'environment/staging', soak: Duration.hours(1) },
    { branch: 'environment/production' },
  ];
  const applications = { app: 'orders' };
  new BranchPromotion(chart, 'orders', {
    name: 'orders',
    repository: gitops,
    provider: { name: 'github' },
    environments,
    applications,
    ...props,
  });
  return Testing.synth(chart) as KubernetesObject[];
}

/** What the schemas and rules say of some objects. */
function said(objects: readonly KubernetesObject[]): readonly string[] {
  const assembly = {
    platform: Platform.newest,
    environments: [{ name: 'delivery' }],
    manifests: new Manifests(objects.map((object) => ({ object, environment: 'delivery', origin: {} }))),
    terraform: new TerraformConfig([]),
    files: new RepositoryFiles([]),
  };
  return audit(assembly, kargoRules).findings.map(({ rule, message }) => `${rule} ${message}`);
}

function specsOf(objects: readonly KubernetesObject[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    objects.map((one) => [`${one.kind} ${one.metadata.name ?? ''}`, (one as { readonly spec?: unknown }).spec]),
  );
}

test('an image passes through the environments, and waits for a person before the last one', () => {
  const repoURL = 'https://github.com/acme/gitops.git';
  const origin = { kind: 'Warehouse', name: 'orders' };
  const digest = '${{ imageFrom("ghcr.io/acme/orders").Digest }}';
  const steps = (environment: string, ...rest: readonly object[]): object => ({
    spec: {
      steps: [
        { uses: 'git-clone', config: { repoURL, checkout: [{ branch: 'main', path: './gitops' }] } },
        {
          uses: 'kustomize-set-image',
          config: {
            path: `./gitops/promoted/${environment}/orders`,
            images: [{ image: 'ghcr.io/acme/orders', digest }],
          },
        },
        { uses: 'git-commit', config: { path: './gitops', message: `Run ${digest} in ${environment}` } },
        ...rest,
      ],
    },
  });
  expect(specsOf(kargo())).toEqual({
    'Project shop': undefined,
    'ProjectConfig shop': {
      promotionPolicies: [
        { stage: 'orders-staging', autoPromotionEnabled: true },
        { stage: 'orders-production', autoPromotionEnabled: false },
      ],
    },
    'Warehouse orders': {
      interval: '5m',
      freightCreationPolicy: 'Automatic',
      subscriptions: [
        {
          image: {
            repoURL: 'ghcr.io/acme/orders',
            imageSelectionStrategy: 'Lexical',
            allowTagsRegexes: ['^build-(?P<order>[0-9]{14})-[0-9a-f]{40}$'],
          },
        },
      ],
    },
    'Stage orders-staging': {
      requestedFreight: [{ origin, sources: { direct: true } }],
      promotionTemplate: steps('staging', { uses: 'git-push', config: { path: './gitops', targetBranch: 'main' } }),
      verification: { analysisTemplates: [{ name: 'error-rate' }] },
    },
    'Stage orders-production': {
      requestedFreight: [{ origin, sources: { stages: ['orders-staging'], requiredSoakTime: '2h' } }],
      promotionTemplate: steps(
        'production',
        { uses: 'git-push', as: 'push', config: { path: './gitops', generateTargetBranch: true } },
        {
          uses: 'git-open-pr',
          as: 'open-pr',
          config: { repoURL, sourceBranch: '${{ outputs.push.branch }}', targetBranch: 'main' },
        },
        { uses: 'git-wait-for-pr', config: { repoURL, prNumber: "${{ outputs['open-pr'].pr.id }}" } },
      ),
    },
  });
});

test('neither schemas nor rules have anything to say of either product', () => {
  expect([...said(kargo()), ...said(branches())]).toEqual([]);
});

test('releases are ordered by their version, and one platform can be named', () => {
  const objects = kargo({
    tags: TagFamily.release,
    platform: 'linux/arm64',
    stages: [{ ...staging, automatic: false }],
  });
  expect(specsOf(objects)['Warehouse orders']).toMatchObject({
    subscriptions: [{ image: { imageSelectionStrategy: 'SemVer', platform: 'linux/arm64' } }],
  });
  expect(specsOf(objects)['ProjectConfig shop']).toEqual({
    promotionPolicies: [{ stage: 'orders-staging', autoPromotionEnabled: false }],
  });
});

test('timed tags have the order of time in the alphabet too, which is all that Kargo knows', () => {
  const times = fc.date({
    min: new Date('1000-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  });
  const commits = fc.stringMatching(/^[0-9a-f]{40}$/);
  fc.assert(
    fc.property(times, commits, times, commits, (time, commit, later, other) => {
      fc.pre(later.getTime() - time.getTime() >= 1000);
      expect(timedTag(commit, time) < timedTag(other, later)).toBe(true);
    }),
  );
});

test('a change passes through the branches, and waits for health, time and a person', () => {
  expect(specsOf(branches())).toEqual({
    'GitRepository orders': {
      github: { owner: 'acme', name: 'gitops' },
      scmProviderRef: { kind: 'ScmProvider', name: 'github' },
    },
    'PromotionStrategy orders': {
      gitRepositoryRef: { name: 'orders' },
      activeCommitStatuses: [{ key: 'argocd-health' }, { key: 'timer' }],
      environments: [
        { branch: 'environment/staging', autoMerge: true },
        { branch: 'environment/production', autoMerge: false },
      ],
    },
    'ArgoCDCommitStatus orders': {
      key: 'argocd-health',
      promotionStrategyRef: { name: 'orders' },
      applicationSelector: { matchLabels: { app: 'orders' } },
    },
    'TimedCommitStatus orders': {
      key: 'timer',
      promotionStrategyRef: { name: 'orders' },
      environments: [{ branch: 'environment/staging', duration: '1h' }],
    },
  });
});

test('a project of GitLab, without gates', () => {
  const repository = GitLabProject.of('acme/platform/gitops', { id: 42 });
  const objects = branches({ repository, applications: undefined, environments: [{ branch: 'environment/staging' }] });
  expect(specsOf(objects)).toEqual({
    'GitRepository orders': {
      gitlab: { namespace: 'acme/platform', name: 'gitops', projectId: 42 },
      scmProviderRef: { kind: 'ScmProvider', name: 'github' },
    },
    'PromotionStrategy orders': {
      gitRepositoryRef: { name: 'orders' },
      environments: [{ branch: 'environment/staging', autoMerge: false }],
    },
  });
});

test.each<[string, () => unknown]>([
  ['KargoPromotion.stages: expected at least one environment, got []', () => kargo({ stages: [] })],
  [
    'KargoPromotion.stages: expected environments that differ, got "staging"',
    () => kargo({ stages: [staging, { ...production, environment: 'staging' }] }),
  ],
  [
    'KargoPromotion.stages: expected a folder for each, got "promoted/staging/orders"',
    () => kargo({ stages: [staging, { ...production, folder: staging.folder }] }),
  ],
  [
    'KargoPromotion.soak: expected nothing for the first environment, got "1m"',
    () => kargo({ stages: [{ ...staging, soak: Duration.minutes(1) }] }),
  ],
  [
    'KargoPromotion.soak: expected whole seconds, got "500ms"',
    () => kargo({ stages: [staging, { ...production, soak: Duration.millis(500) }] }),
  ],
  [
    'KargoPromotion.folder: expected a folder as a path from the root of the repository, got "../up"',
    () => kargo({ stages: [{ ...staging, folder: '../up' }] }),
  ],
  [
    'KargoPromotion.tags: expected tags that have an order, got "tags of a commit"; use TagFamily.timed or TagFamily.release',
    () => kargo({ tags: TagFamily.commit }),
  ],
  ['BranchPromotion.environments: expected at least one, got []', () => branches({ environments: [] })],
  [
    'BranchPromotion.environments: expected names of branches that differ, without the ending -next, got "staging-next"',
    () => branches({ environments: [{ branch: 'staging-next' }] }),
  ],
])('%s', (message, build) => {
  expect(build).toThrow(new Error(message));
});
