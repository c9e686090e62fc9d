import { type Construct } from 'constructs';
import { GitHubRepository, ImageRepository } from '../../../../lib/model';
import {
  ActionReference,
  Codecov,
  On,
  PullRequestCi,
  type PullRequestCiProps,
  RegistryLogin,
  ReleaseWorkflow,
  type ReleaseWorkflowProps,
  ReusableBuild,
  Runner,
  Scanner,
  SharedRegistry,
  Slack,
  Workflow,
} from '../../../../lib/systems/github';
import { Language } from '../../../../lib/tools';

export const repository = GitHubRepository.of('acme/order-service', { id: 715331, ownerId: 9142 });
export const gitops = GitHubRepository.of('acme/gitops', { id: 715332, ownerId: 9142 });
export const platform = GitHubRepository.of('acme/platform', { id: 715333, ownerId: 9142 });

const account = '111122223333';
const region = 'eu-west-1';
const role = { arn: `arn:aws:iam::${account}:role/ci/order-service` };
export const ecr = RegistryLogin.ecr(ImageRepository.ecr({ account, region, name: 'order-service' }), role);
export const ghcr = RegistryLogin.gitHub(ImageRepository.at('ghcr.io/acme/order-service'));

export const CI: PullRequestCiProps = { repository, service: 'order-service', language: Language.go() };
export const RELEASE: ReleaseWorkflowProps = { ...CI, registry: ecr };

/** Staging at once, production after the reviewers of its environment. */
export const PROMOTION: NonNullable<ReleaseWorkflowProps['promotion']> = {
  gitOps: { repository: gitops, app: { clientId: 'Iv23liA1b2C3d4E5f6G7' } },
  targets: [
    { environment: 'staging', folder: 'promoted/staging/order-service' },
    { environment: 'production', folder: 'promoted/production/order-service' },
  ],
};

/** The same, with production by pull request. */
export const PROPOSAL: NonNullable<ReleaseWorkflowProps['promotion']> = {
  ...PROMOTION,
  targets: PROMOTION.targets.map((target) =>
    target.environment === 'production' ? { ...target, by: 'pull-request' } : target,
  ),
};

export const called = ActionReference.of(`acme/platform/.github/workflows/build-image.yaml@${'a'.repeat(40)} # v1.0.0`);

/** What programs make, so that every checker sees every kind of output. */
export const scenes: Readonly<Record<string, (files: Construct) => void>> = {
  'go to ecr': (files) =>
    delivered(files, { ...CI, coverage: Codecov.byIdentity() }, { ...RELEASE, promotion: PROMOTION }),
  'node to ghcr': (files) =>
    delivered(
      files,
      { ...CI, language: Language.node(), scanner: Scanner.grype({ failOn: 'critical' }) },
      {
        ...{ ...RELEASE, language: Language.node(), registry: ghcr, promotion: PROPOSAL },
        ...{ scanner: Scanner.grype(), platforms: { 'linux/amd64': Runner.ubuntu } },
        slack: Slack.webhook({ secret: 'SLACK_WEBHOOK_URL', environment: 'notifications' }),
      },
    ),
  'python to ghcr': (files) =>
    delivered(
      files,
      {
        ...{ ...CI, language: Language.python(), context: 'service', dockerfile: 'service/Dockerfile' },
        coverage: Codecov.byToken({ secret: 'CODECOV_TOKEN', environment: 'coverage' }),
      },
      { ...RELEASE, language: Language.python(), registry: ghcr, provenance: false, codeScanning: false },
    ),
  'java to ecr': (files) =>
    delivered(
      files,
      { ...CI, language: Language.java(), codeScanning: false },
      { ...RELEASE, language: Language.java() },
    ),
  'versions to ecr': (files) =>
    new ReleaseWorkflow(files, 'release', { ...RELEASE, releases: 'versions', promotion: PROMOTION }),
  'reusable build in ecr': (files) => reusable(files, SharedRegistry.ecr({ account, region, role })),
  'reusable build in ghcr': (files) => reusable(files, SharedRegistry.gitHub('Acme')),
};

function delivered(files: Construct, ci: PullRequestCiProps, release: ReleaseWorkflowProps): void {
  new PullRequestCi(files, 'ci', ci);
  new ReleaseWorkflow(files, 'release', release);
}

function reusable(files: Construct, registry: SharedRegistry): void {
  const build = new ReusableBuild(files, 'build', { repository: platform, registry });
  new Workflow(files, 'release', {
    ...{ repository, name: 'release', file: 'release.yaml', on: [On.push({ branches: ['main'] })] },
    jobs: [build.call('image', { with: { image: 'order-service' }, at: called })],
  });
}
