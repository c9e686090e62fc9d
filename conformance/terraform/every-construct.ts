import { tmpdir } from 'node:os';
import { App, TerraformStack } from 'cdktf';
import {
  Cluster,
  Duration,
  GitHubRef,
  GitHubRepository,
  GitHubWorkflowIdentity,
  ImageRepository,
  TagFamily,
} from '../../lib/model';
import {
  AwsPrincipal,
  CiRole,
  DeliveryStack,
  EcrRepository,
  GitHubOidcProvider,
  PodAccess,
  PodRole,
  State,
} from '../../lib/systems/aws';

// Prints what every construct of the AWS room synthesizes; the engine terrain runs it with cdktf and with CDK Terrain.
const account = '111122223333';
const region = 'eu-west-1';
const image = ImageRepository.ecr({ account, region, name: 'order-service' });
const stack = new DeliveryStack(new App({ outdir: tmpdir() }), 'registry', {
  account,
  region,
  state: State.s3({ bucket: 'acme-terraform', key: 'delivery/registry.tfstate', region }),
  providerVersion: '>= 6.8.0, < 7.0.0',
  tags: { team: 'shop' },
});
new EcrRepository(stack, 'images', {
  image,
  tags: [TagFamily.commit, TagFamily.promoted('production'), TagFamily.moving('cache')],
  retention: { buildsPerDay: 20, promotedWithin: Duration.days(7), rollbacks: 10 },
  pulledBy: [AwsPrincipal.account('444455556666')],
});
const job = GitHubWorkflowIdentity.of({
  repository: GitHubRepository.of('acme/order-service', { id: 715331, ownerId: 9142 }),
  file: '.github/workflows/build.yaml',
  refs: [GitHubRef.branch('main')],
});
const provider = new GitHubOidcProvider(stack, 'github', { account });
new CiRole(stack, 'ci', { name: 'ci', provider, usedBy: [job], pushes: [image] });
const cluster = Cluster.eks({ name: 'production', account, region, oidcId: 'ABCDEF0123456789ABCDEF0123456789' });
const pods = { cluster, namespace: 'order-service-ci', serviceAccount: 'builder' };
new PodRole(stack, 'builder', { ...pods, name: 'builder', pushes: [image] });
new PodRole(stack, 'reader', { ...pods, name: 'reader', access: PodAccess.irsa, pulls: [image] });

if (!TerraformStack.isStack(stack)) throw new Error('the stack is none in the eyes of this cdktf');
stack.runAllValidations();
process.stdout.write(`${JSON.stringify(stack.toTerraform(), undefined, 2)}\n`);
