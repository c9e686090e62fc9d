import { Chart } from 'cdk8s';
import { Canary, Cluster, Delivery, Duration, Environment, GitHubRepository, ImageRepository } from '../lib';
import { Metric, Program, TektonBuild } from '../lib';
import { DeliveryApplication, Destination, SyncWindow, inSyncWaves } from '../lib/systems/argocd';
import { DeliveryDashboard, PrometheusRules, RolloutStateMetrics, Runbooks } from '../lib/systems/monitoring';
import { argoCdAlerts, doraRules, errorBudgetAlerts, pipelineAlerts, rolloutAlerts } from '../lib/systems/monitoring';

// The order-service by Argo CD and Argo Rollouts: one Application an environment, and alerts and DORA figures of all of it.
const [account, region, name] = ['111122223333', 'eu-west-1', 'order-service'];
const gitops = GitHubRepository.of('acme/gitops', { id: 715332, ownerId: 9142 });
const program = new Program({ platform: { kubernetes: '1.34', tekton: '1.15', rollouts: '1.9', kyverno: '1.19' } });
const cluster = Cluster.eks({ name: 'acme', account, region, oidcId: '5C4F7E2B90D1A36F8E7D4B2C1A09F6E3' });
const staging = new Environment(program, 'staging');
const production = new Environment(program, 'production');

const errors = Metric.errorRate({ below: 0.01, over: Duration.minutes(2), withoutTraffic: 'pause' });
new Delivery(program, name, {
  source: GitHubRepository.of('acme/order-service', { id: 715331, ownerId: 9142 }),
  image: ImageRepository.ecr({ account, region, name }),
  build: TektonBuild.go({ environment: new Environment(program, 'ci', { cluster }) }),
  gitops,
  service: {
    ...{ port: 8080, replicas: { min: 10, max: 30 }, cpu: '250m', memory: '512Mi', ready: '/health/ready' },
    route: { gateway: { name: 'public', namespace: 'gateways' }, hostnames: ['orders.example.com'] },
  },
  environments: [
    { environment: staging, service: { replicas: 2 }, strategy: Canary.through([50], { pause: Duration.minutes(1) }) },
    { environment: production, strategy: Canary.through([5, 50], { pause: Duration.minutes(10), gates: [errors] }) },
  ],
});

const tools = new Environment(program, 'tools');
const weekend = SyncWindow.deny({ schedule: '0 18 * * 5', lasting: Duration.hours(62) });
const applications = new Chart(tools, 'applications', { namespace: 'argocd' });
for (const environment of [staging, production]) {
  inSyncWaves(environment);
  new DeliveryApplication(applications, environment.name, {
    ...{ name: `${name}-${environment.name}`, delivers: environment, gitops, path: `dist/${environment.name}` },
    ...{ cluster: Destination.named(environment.name), namespace: name },
    windows: environment === production ? [weekend] : [],
  });
}

const monitoring = new Chart(tools, 'monitoring', { namespace: 'observability' });
const runbooks = Runbooks.at('https://runbooks.example.com');
new PrometheusRules(monitoring, 'rules', {
  name: 'delivery',
  labels: { release: 'prometheus' },
  groups: [
    ...[pipelineAlerts({ runbooks }), rolloutAlerts({ runbooks }), argoCdAlerts({ runbooks })],
    errorBudgetAlerts({ runbooks, objective: 0.999, service: { namespace: name, name } }),
    doraRules({ namespaces: [name] }),
  ],
});
const reader = { name: 'kube-state-metrics', namespace: 'observability' };
new RolloutStateMetrics(monitoring, 'state', { name: 'rollout-state', reader });
new DeliveryDashboard(monitoring, 'dashboard', { name: 'delivery' });

program.synth();
