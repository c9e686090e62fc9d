import { Chart } from 'cdk8s';
import { type Construct } from 'constructs';
import { Cluster, Duration, ImageDigest, ImageRepository, Platform } from '../lib/model';
import { DefaultDeny, Namespace } from '../lib/systems/kubernetes';
import { AllowedImages, ImageTrustPolicy, Namespaces, RegistryAllowList, RequireLimits } from '../lib/systems/kyverno';
import { Canary, Metric, RolledOutService } from '../lib/systems/rollouts';

const cluster = Cluster.of('bench', 'https://issuer.example');
const DIGEST = ImageDigest.of(`sha256:${'0'.repeat(64)}`);
const platform = Platform.newest;
const over = Duration.minutes(2);
const errors = Metric.errorRate({ below: 0.01, over, withoutTraffic: 'pause' });
const latency = Metric.latency({ quantile: 0.99, below: Duration.millis(500), over, withoutTraffic: 'pause' });
const strategy = Canary.through([5, 20, 50], { pause: Duration.minutes(10), gates: [errors, latency] });

/** A service of 22 objects, as the order-service has them in one environment. */
export function addService(scope: Construct, name: string): void {
  const chart = new Chart(scope, name, { namespace: name });
  const image = ImageRepository.at(`registry.example/${name}`);
  new Namespace(chart, 'namespace', { name });
  new DefaultDeny(chart, 'deny', { name: 'default-deny', namespace: name });
  new RolledOutService(chart, 'service', {
    name,
    image: image.pinned(DIGEST),
    port: 8080,
    replicas: { min: 3, max: 12 },
    cpu: '250m',
    memory: '512Mi',
    ready: '/health/ready',
    strategy,
    route: { gateway: { name: 'public', namespace: 'gateways' }, hostnames: [`${name}.example.com`] },
  });
  const namespaces = Namespaces.named(name);
  const trusts = [cluster.signerOf(`${name}-ci`, 'sign')];
  new ImageTrustPolicy(chart, 'trust', { name: `${name}-images`, images: [image], trusts, namespaces, platform });
  new RegistryAllowList(chart, 'registries', {
    name: `${name}-registries`,
    allow: [AllowedImages.repository(image)],
    namespaces,
    platform,
  });
  new RequireLimits(chart, 'limits', { name: `${name}-limits`, namespaces, platform });
}
