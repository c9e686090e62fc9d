import { generateKeyPairSync } from 'node:crypto';
import { App, Chart, YamlOutputType } from 'cdk8s';
import { Measurement } from '../../lib/metrics';
import {
  Duration,
  GitHubRepository,
  GitLabProject,
  ImageDigest,
  ImageRepository,
  SigningIdentity,
  TagFamily,
} from '../../lib/model';
import * as argocd from '../../lib/systems/argocd';
import * as flagger from '../../lib/systems/flagger';
import * as flux from '../../lib/systems/flux';
import * as kargo from '../../lib/systems/kargo';
import { SchemaChange } from '../../lib/systems/kubernetes';
import * as monitoring from '../../lib/systems/monitoring';
import * as routing from '../../lib/systems/routing';
import * as secrets from '../../lib/systems/secrets';

// What every construct of the rooms around a service renders to, one file a room, below dist/rooms.
const gitops = GitHubRepository.of('acme/gitops', { id: 715332, ownerId: 9142 });
const project = GitLabProject.of('acme/shop/api', { id: 42, instance: 'https://gitlab.acme.dev' });
const image = ImageRepository.at('ghcr.io/acme/orders');
const digest = ImageDigest.of(`sha256:${'0'.repeat(64)}`);
const account = { name: 'orders' };
const deadline = Duration.minutes(10);
const app = new App({ outdir: 'dist/rooms', yamlOutputType: YamlOutputType.FILE_PER_CHART });
const room = (name: string): Chart => new Chart(app, name, { namespace: name });

function routes(chart: Chart): void {
  const [orders, next] = ['orders', 'orders-v2'].map((name) => ({ name, port: 80 })) as [Service, Service];
  const to = routing.Destination.service(orders);
  const shares = [70, 30].map((percent, i) => ({ service: i === 0 ? orders : next, percent }));
  const gateway = { gateway: { name: 'public', namespace: 'gateways' }, hostnames: ['orders.acme.dev'] };
  new routing.HttpRoute(chart, 'http', { name: 'orders', ...gateway, to: routing.Destination.shares(shares) });
  new routing.VirtualService(chart, 'virtual', {
    ...{ name: 'orders', hosts: ['orders'], gateways: ['istio-system/public'] },
    to: routing.Destination.subsets(orders, { current: 'stable', next: 'canary' }),
  });
  const subsets = ['stable', 'canary'].map((name) => ({ name, labels: { version: name } }));
  new routing.DestinationRule(chart, 'rule', { name: 'orders', service: orders, subsets });
  const hostname = 'orders.acme.dev';
  new routing.AlbIngress(chart, 'alb', { name: 'alb', hostname, to: routing.Destination.shares(shares) });
  new routing.NginxIngress(chart, 'nginx', { name: 'nginx', hostname, to });
}

interface Service {
  readonly name: string;
  readonly port: number;
}

function applications(chart: Chart): void {
  const cluster = argocd.Destination.named('production');
  const shop = new argocd.AppProject(chart, 'project', {
    name: 'shop',
    repositories: [gitops, project],
    destinations: [{ cluster, namespace: 'shop' }],
    windows: [argocd.SyncWindow.allow({ schedule: '0 8 * * 1-5', lasting: Duration.hours(8) })],
  });
  new argocd.Application(chart, 'application', {
    ...{ name: 'api', project: shop, destination: cluster, into: 'shop' },
    source: argocd.GitSource.branch('main', { repository: gitops, path: 'dist/production' }),
    ignored: [argocd.replicasOf({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' })],
  });
  for (const [name, repository] of [['api', gitops] as const, ['web', project] as const]) {
    const token = { name: 'token', key: 'token' };
    new argocd.PreviewEnvironments(chart, name, { name, repository, path: 'deploy', image, token, cluster });
  }
  new argocd.ImageUpdater(chart, 'updater', {
    ...{ name: 'api', application: { name: 'api' }, image, strategy: argocd.UpdateStrategy.semver('1.x') },
    writeBack: argocd.ImageWriteBack.git({ repository: gitops, folder: 'promoted/production/api' }),
  });
  const service = { image: image.pinned(digest) };
  const migration = { service, args: ['migrate'], change: SchemaChange.expand, deadline };
  new argocd.Migration(chart, 'migration', { name: 'migrate', ...migration });
  new argocd.PostSyncTest(chart, 'test', { name: 'smoke', image: image.pinned(digest), deadline, command: ['/smoke'] });
}

function reconciled(chart: Chart): void {
  const source = new flux.GitRepository(chart, 'git', {
    name: 'gitops',
    repository: gitops,
    ref: flux.GitRef.branch('main'),
  });
  const migration = { path: 'dist/migrations/production', timeout: deadline };
  const delivery = { name: 'orders', source, path: 'dist/production', serviceAccount: account };
  new flux.FluxDelivery(chart, 'delivery', { ...delivery, migration });
  const workflow = SigningIdentity.certificate({
    issuer: 'https://token.actions.githubusercontent.com',
    subject: 'https://github.com/acme/gitops/.github/workflows/release.yaml@refs/heads/main',
  });
  const charts = new flux.OciRepository(chart, 'charts', {
    ...{ name: 'orders', repository: ImageRepository.at('ghcr.io/acme/charts/orders'), ref: flux.OciRef.semver('1.x') },
    verify: flux.OciVerification.keyless(workflow),
  });
  const release = { name: 'orders', chart: charts, serviceAccount: account, values: { replicas: 2 }, into: 'shop' };
  new flux.HelmRelease(chart, 'release', release);
  const scanned = new flux.ScannedImage(chart, 'scan', { name: 'orders', image, login: 'aws' });
  for (const tags of [TagFamily.timed, TagFamily.release]) {
    new flux.ImagePolicy(chart, `${tags.name}-tags`, { name: tags.name, scanned, tags });
  }
  new flux.ImageUpdateAutomation(chart, 'update', {
    ...{ name: 'orders', source, path: 'promoted/production/orders', push: 'images' },
    author: { name: 'Flux', email: 'flux@acme.dev' },
  });
  const secret = { name: 'token' };
  new flux.Receiver(chart, 'receiver', { name: 'github', from: 'github', secret, wakes: [source] });
  const watched = [{ kind: 'Kustomization', name: '*' }] as const;
  new flux.FluxAlert(chart, 'alert', { name: 'failures', to: 'slack', secret, channel: 'releases', watched });
}

function promoted(chart: Chart): void {
  new kargo.KargoPromotion(chart, 'kargo', {
    ...{ project: 'shop', service: 'orders', image, tags: TagFamily.timed, repository: gitops },
    stages: [
      { environment: 'staging', folder: 'promoted/staging/orders', verifiedBy: [{ name: 'error-rate' }] },
      { environment: 'production', folder: 'promoted/production/orders', soak: Duration.hours(2), proposed: true },
    ],
  });
  new kargo.BranchPromotion(chart, 'branches', {
    ...{ name: 'orders', repository: gitops, provider: { name: 'github' }, applications: { app: 'orders' } },
    environments: [{ branch: 'environment/staging', soak: Duration.hours(1) }, { branch: 'environment/production' }],
  });
}

function flagged(chart: Chart): void {
  const tester = flagger.LoadTester.in('test');
  const over = Duration.minutes(2);
  new flagger.FlaggedService(chart, 'service', {
    ...{ name: 'orders', image: image.pinned(digest), port: 8080, replicas: { min: 2, max: 10 } },
    ...{ cpu: '250m', memory: '512Mi', ready: '/ready', loadTester: tester },
    provider: flagger.FlaggerProvider.gatewayApi({
      gateway: { name: 'public', namespace: 'gateways' },
      hostnames: ['orders.acme.dev'],
    }),
    strategy: flagger.FlaggerStrategy.canary({ step: 10, max: 50 }),
    metrics: [{ measurement: Measurement.errorRate({ below: 0.01, over, withoutTraffic: 'fail' }) }],
    webhooks: [flagger.Webhook.loadTest(tester)],
  });
}

function kept(chart: Chart): void {
  const region = 'eu-west-1';
  const serviceAccount = { name: 'reader' };
  const cluster = { name: 'shop', location: 'europe-west1' };
  const store = new secrets.SecretStore(chart, 'store', {
    name: 'aws',
    provider: secrets.SecretProvider.awsSecretsManager({ region, serviceAccount }),
  });
  const providers = {
    parameters: secrets.SecretProvider.awsParameterStore({ region, serviceAccount }),
    vault: secrets.SecretProvider.vault({
      server: 'https://vault.acme.dev',
      path: 'secret',
      role: 'shop',
      serviceAccount,
    }),
    google: secrets.SecretProvider.googleSecretManager({ project: 'shop', cluster, serviceAccount }),
    azure: secrets.SecretProvider.azureKeyVault({ vaultUrl: 'https://acme.vault.azure.net', serviceAccount }),
  };
  for (const [name, provider] of Object.entries(providers)) new secrets.SecretStore(chart, name, { name, provider });
  const data = { password: { key: 'shop/db', property: 'password' } };
  new secrets.ExternalSecret(chart, 'external', { name: 'db', store, data });
  const login = { store, username: { key: 'robot', property: 'name' }, password: { key: 'robot' } };
  const logins = {
    ghcr: secrets.RegistryLogin.ghcr(login),
    ecr: secrets.RegistryLogin.ecr({ account: '111122223333', region, serviceAccount }),
    gar: secrets.RegistryLogin.googleArtifactRegistry({ project: 'shop', location: 'europe', cluster, serviceAccount }),
    acr: secrets.RegistryLogin.azure({ registry: 'acme', tenantId: 'b3f1', serviceAccount }),
  };
  for (const [name, way] of Object.entries(logins)) new secrets.PullSecret(chart, name, { name, login: way });
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const password = secrets.seal(Buffer.from('secret'), publicKey, { name: 'db', namespace: 'secrets' });
  const sealed = secrets.sealedText({ name: 'db', namespace: 'secrets', scope: 'strict', encryptedData: { password } });
  new secrets.SealedSecret(chart, 'sealed', { sealed });
}

function watched(chart: Chart): void {
  const runbooks = monitoring.Runbooks.at('https://runbooks.acme.dev');
  const service = { namespace: 'shop', name: 'orders' };
  new monitoring.PrometheusRules(chart, 'rules', {
    name: 'delivery',
    groups: [
      ...[monitoring.pipelineAlerts({ runbooks }), monitoring.rolloutAlerts({ runbooks })],
      ...[monitoring.argoCdAlerts({ runbooks }), monitoring.doraRules()],
      monitoring.errorBudgetAlerts({ runbooks, objective: 0.999, service }),
    ],
  });
  for (const controller of [
    monitoring.Controller.tekton(),
    monitoring.Controller.argoRollouts(),
    monitoring.Controller.argoCd(),
  ]) {
    new monitoring.ControllerMonitor(chart, controller.name, { controller });
  }
  const monitored = { name: 'orders', selector: { app: 'orders' }, port: 'http' };
  new monitoring.PodMonitor(chart, 'pods', monitored);
  new monitoring.ServiceMonitor(chart, 'service', monitored);
  new monitoring.DeliveryDashboard(chart, 'dashboard', { name: 'delivery' });
  const reader = { name: 'kube-state-metrics', namespace: 'monitoring' };
  new monitoring.RolloutStateMetrics(chart, 'states', { name: 'rollout-states', reader });
}

routes(room('routing'));
applications(room('argocd'));
reconciled(room('flux'));
promoted(room('kargo'));
flagged(room('flagger'));
kept(room('secrets'));
watched(room('monitoring'));
app.synth();
