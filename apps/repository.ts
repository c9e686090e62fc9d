import { GitHubRepository, ImageRepository, Program } from '../lib';
import { GoDockerfile } from '../lib/systems/dockerfile';
import { Language, PullRequestCi, RegistryLogin, ReleaseWorkflow } from '../lib/systems/github';

const program = new Program();
const repository = GitHubRepository.of('acme/order-service', { id: 715331, ownerId: 9142 });
const gitops = GitHubRepository.of('acme/gitops', { id: 715332, ownerId: 9142 });
const service = { repository, service: 'order-service', language: Language.go() };

new GoDockerfile(program.files, 'image', { repository, name: 'order-service', port: 8080 });
new PullRequestCi(program.files, 'ci', service);
new ReleaseWorkflow(program.files, 'release', {
  ...service,
  registry: RegistryLogin.gitHub(ImageRepository.at('ghcr.io/acme/order-service')),
  promotion: {
    gitOps: { repository: gitops, app: { clientId: 'Iv23liA1b2C3d4E5f6G7' } },
    targets: [
      { environment: 'staging', folder: 'promoted/staging/order-service' },
      { environment: 'production', folder: 'promoted/production/order-service' },
    ],
  },
});

program.synth();
