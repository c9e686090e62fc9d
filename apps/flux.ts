import { Chart } from 'cdk8s';
import { Duration, Environment, GitHubRepository, GuardedFolder, ImageRepository, Metric, Program } from '../lib';
import { FlaggedService, FlaggerProvider, FlaggerStrategy, LoadTester, Webhook } from '../lib/systems/flagger';
import { FluxDelivery, GitRef, GitRepository } from '../lib/systems/flux';
import { Language, RegistryLogin, ReleaseWorkflow } from '../lib/systems/github';

// The order-service by Flux and Flagger: GitHub builds and signs, Flux applies, Flagger lets new versions in.
const program = new Program();
const production = new Environment(program, 'production');
const gitops = GitHubRepository.of('acme/gitops', { id: 715332, ownerId: 9142 });
const image = ImageRepository.at('ghcr.io/acme/order-service');

const release = new ReleaseWorkflow(program.files, 'release', {
  repository: GitHubRepository.of('acme/order-service', { id: 715331, ownerId: 9142 }),
  service: 'order-service',
  language: Language.go(),
  registry: RegistryLogin.gitHub(image),
  promotion: {
    gitOps: { repository: gitops, app: { clientId: 'Iv23liA1b2C3d4E5f6G7' } },
    targets: [{ environment: 'production', folder: 'promoted/production/order-service' }],
  },
});

const folder = new GuardedFolder(production, 'order-service', {
  image,
  trusts: [release.signsAs],
  platform: program.platform,
});

const tester = LoadTester.in('flagger');
new FlaggedService(folder.resources, 'service', {
  name: 'order-service',
  image,
  port: 8080,
  replicas: { min: 4, max: 20 },
  cpu: '250m',
  memory: '512Mi',
  ready: '/health/ready',
  provider: FlaggerProvider.gatewayApi({
    gateway: { name: 'public', namespace: 'gateways' },
    hostnames: ['orders.example.com'],
  }),
  strategy: FlaggerStrategy.canaryThrough([5, 20, 50]),
  metrics: [Metric.errorRate({ below: 0.01, over: Duration.minutes(2), withoutTraffic: 'fail' })],
  loadTester: tester,
  webhooks: [Webhook.loadTest(tester, { path: '/health/ready', rate: 20, lasting: Duration.minutes(2) })],
});

const flux = new Chart(new Environment(program, 'tools'), 'flux', { namespace: 'flux-system' });
new FluxDelivery(flux, 'order-service', {
  name: 'order-service',
  source: new GitRepository(flux, 'gitops', { name: 'gitops', repository: gitops, ref: GitRef.branch('main') }),
  path: 'dist/production',
  serviceAccount: { name: 'order-service' },
  timeout: Duration.minutes(30),
});

program.synth();
