import { App, Chart } from 'cdk8s';
import { AllowedImages, Namespaces, RegistryAllowList } from '../lib/systems/kyverno';
import { Canary, RolledOutService } from '../lib/systems/rollouts';
import { Duration, ImageDigest, ImageRepository, Platform, auditOnSynth } from '../lib';

// A team's own cdk8s app, as it was before slipway: no Program, only two constructs and the audit.
const app = new App();
const chart = new Chart(app, 'greeter', { namespace: 'greeter' });

const image = ImageRepository.at('ghcr.io/acme/greeter');
new RolledOutService(chart, 'service', {
  name: 'greeter',
  image: image.pinned(ImageDigest.of('sha256:4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945')),
  port: 8080,
  replicas: 4,
  cpu: '100m',
  memory: '128Mi',
  ready: '/healthz',
  strategy: Canary.through([25, 50], { pause: Duration.minutes(5) }),
});
new RegistryAllowList(chart, 'registries', {
  name: 'greeter-registries',
  allow: [AllowedImages.repository(image)],
  namespaces: Namespaces.named('greeter'),
  platform: Platform.newest,
});

auditOnSynth(app);
app.synth();
