import {
  BlueGreen,
  Cluster,
  Duration,
  Environment,
  ImageRepository,
  PinnedImage,
  Program,
  SmokeTest,
} from '../../../lib';
import { DeployedService } from '../../../lib/delivery';
import { SigstoreRoots } from '../../../lib/systems/kyverno';
import { type MachineFacts, PLACE } from '../program';

/** Where partners meet the order-service: a place of its own, with a strategy of its own. */
export const PARTNERS = {
  folder: 'partners',
  environment: 'partners',
  namespace: 'order-service-partners',
  replicas: 2,
} as const;

/**
 * Asks ten times, and is content with no answer but 200. Two pods share ten questions, so one of them gets five at least:
 * enough to see a version that fails its fourth.
 */
const SMOKE = `set -euo pipefail
address="\${TARGET_URL#http://}"
for question in {1..10}; do
  exec 3<>"/dev/tcp/\${address%:*}/\${address##*:}"
  printf 'GET /orders HTTP/1.0\\r\\n\\r\\n' >&3
  read -r _ status _ <&3
  exec 3>&-
  echo "answer \${question}: \${status}"
  [ "\${status}" = 200 ]
done`;

/** The same image at another place, where a new version takes over at once when a smoke test has passed beside the old one. */
export function partnersProgram(facts: MachineFacts): Program {
  const program = new Program({ platform: { kubernetes: '1.34', rollouts: '1.9', kyverno: '1.19' } });
  const signer = Cluster.of('rehearsal', facts.issuer).signerOf(PLACE.ci, 'order-service-sign');
  const smoke = SmokeTest.of({
    image: PinnedImage.of(facts.tools.buildah ?? ''),
    command: ['bash', '-c', SMOKE],
    deadline: Duration.minutes(1),
  });
  new DeployedService(new Environment(program, PARTNERS.environment), 'order-service', {
    image: ImageRepository.at(`${facts.registry}/acme/order-service`),
    trusts: [signer],
    platform: program.platform,
    roots: SigstoreRoots.tuf(facts.tuf),
    namespace: PARTNERS.namespace,
    service: {
      port: 8080,
      replicas: PARTNERS.replicas,
      cpu: '20m',
      memory: '64Mi',
      ready: '/health/ready',
      minReady: Duration.seconds(2),
      strategy: BlueGreen.of({ prePromotion: [smoke] }),
    },
  });
  return program;
}
