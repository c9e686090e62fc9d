import { Canary, Duration, Environment, PinnedImage, Program, RollingUpdate, SmokeTest, TektonBuild } from '../../lib';
import { describe as words } from '../../lib/assembly';
import { State } from '../../lib/systems/aws';
import { CLUSTER, orderService } from './order-service';

const registry = {
  state: State.s3({ bucket: 'acme-terraform', key: 'delivery/order-service.tfstate', region: 'eu-west-1' }),
  retention: { buildsPerDay: 20, promotedWithin: Duration.days(7), rollbacks: 10 },
};

function objectsOf(program: Program, environment: string): string[] {
  const { all } = program.assemble().manifests;
  return all.filter((manifest) => manifest.environment === environment).map(({ object }) => words(object));
}

test('finds nothing wrong with itself', () => {
  const { findings, accepted } = orderService(() => ({ registry })).program.audit();
  expect({ findings, accepted }).toEqual({ findings: [], accepted: [] });
});

test('makes the build: accounts, tasks, pipelines and what starts them, in a namespace of their own', () => {
  expect(objectsOf(orderService().program, 'ci')).toEqual([
    'Namespace order-service-ci',
    'ServiceAccount order-service-ci/order-service-test',
    'ServiceAccount order-service-ci/order-service-build',
    'ServiceAccount order-service-ci/order-service-sign',
    'ServiceAccount order-service-ci/order-service-promote',
    'Task order-service-ci/sbom',
    'Task order-service-ci/go-test',
    'Task order-service-ci/go-lint',
    'Task order-service-ci/build-image',
    'Task order-service-ci/scan-image',
    'Task order-service-ci/sign-image',
    'Task order-service-ci/attest-image',
    'Task order-service-ci/promote-to-staging',
    'Pipeline order-service-ci/order-service',
    'TriggerBinding order-service-ci/order-service',
    'TriggerTemplate order-service-ci/order-service',
    'ServiceAccount order-service-ci/order-service-listener',
    'Role order-service-ci/order-service-listener',
    'RoleBinding order-service-ci/order-service-listener',
    'ClusterRole order-service-ci-order-service-listener',
    'ClusterRoleBinding order-service-ci-order-service-listener',
    'EventListener order-service-ci/order-service',
    'HTTPRoute order-service-ci/el-order-service',
    'Task order-service-ci/promote-to-production',
    'Pipeline order-service-ci/order-service-to-production',
    'Kustomization ci',
  ]);
});

test('hands the time of the commit from the checkout to every promotion', () => {
  const { all } = orderService().program.assemble().manifests;
  const times = all
    .filter(({ object }) => object.kind === 'Pipeline')
    .flatMap(({ object }) => (object as unknown as PipelineObject).spec.tasks)
    .filter(({ name }) => name === 'promote')
    .map(({ params }) => params.find(({ name }) => name === 'time')?.value);
  expect(times).toEqual(Array(2).fill('$(tasks.clone.results.committer-date)'));
});

interface PipelineObject {
  readonly spec: {
    readonly tasks: readonly {
      readonly name: string;
      readonly params: readonly { readonly name: string; readonly value: string }[];
    }[];
  };
}

test('makes each environment: the service, its policies, and the list that the promoter completes', () => {
  const { program } = orderService();
  expect(objectsOf(program, 'production').slice(0, -1)).toEqual(objectsOf(program, 'staging').slice(0, -1));
  expect(objectsOf(program, 'staging')).toEqual([
    'Namespace order-service',
    'ServiceAccount order-service/order-service',
    'PodDisruptionBudget order-service/order-service',
    'NetworkPolicy order-service/order-service',
    'Service order-service/order-service-stable',
    'Service order-service/order-service-canary',
    'HTTPRoute order-service/order-service',
    'Rollout order-service/order-service',
    'ImageValidatingPolicy order-service-images',
    'ImageValidatingPolicy order-service-images-ephemeral',
    'ImageValidatingPolicy order-service-images-rollouts',
    'ValidatingPolicy order-service-registries',
    'ValidatingPolicy order-service-registries-ephemeral',
    'ValidatingPolicy order-service-registries-rollouts',
    'ValidatingPolicy order-service-limits',
    'ValidatingPolicy order-service-limits-rollouts',
    'Kustomization order-service',
    'Kustomization staging',
  ]);
});

test('lets the cluster trust whoever runs as the account that signs', () => {
  const { delivery, program } = orderService();
  expect(delivery.signsAs).toEqual(CLUSTER.signerOf('order-service-ci', 'order-service-sign'));
  const text = JSON.stringify(
    program.assemble().manifests.all.filter(({ object }) => object.kind === 'ImageValidatingPolicy'),
  );
  expect(text.match(/"subject":"[^"]*"/g)).toEqual(
    Array(6).fill(`"subject":"${delivery.signsAs.certificate?.subject ?? ''}"`),
  );
});

test('promotes to the folder that the environment is completed by', () => {
  const { all } = orderService().program.assemble().manifests;
  const components = all.flatMap(({ object }) => (object as { components?: string[] }).components ?? []);
  expect(components).toEqual(['../../../promoted/staging/order-service', '../../../promoted/production/order-service']);
  const promoters = all
    .filter(({ object }) => object.metadata.name?.startsWith('promote-to-'))
    .map(({ object }) => JSON.stringify(object));
  expect(promoters.map((text) => /promoted\/[a-z]+\/order-service\/kustomization\.yaml/.exec(text)?.[0])).toEqual([
    'promoted/staging/order-service/kustomization.yaml',
    'promoted/production/order-service/kustomization.yaml',
  ]);
});

test('makes the registry with a role for each account that reaches it, and none for the account that runs tests', () => {
  const { terraform } = orderService(() => ({ registry })).program.assemble();
  const names = (type: string): string[] => terraform.resources(type).map(({ name }) => name);
  expect(names('aws_ecr_repository')).toEqual(['order-service']);
  expect(names('aws_iam_role')).toEqual(['order-service-build', 'order-service-sign', 'order-service-promote']);
  expect(orderService().program.assemble().terraform.stacks).toEqual([]);
});

test('lets in the image of a smoke test, which admission judges like the service', () => {
  const image = PinnedImage.of(`docker.io/curlimages/curl:8.22.0@sha256:${'5'.repeat(64)}`);
  const smoke = SmokeTest.http({ image, path: '/health/ready' });
  const strategy = Canary.through([50], { pause: Duration.minutes(1), gates: [smoke] });
  const { program } = orderService(({ production }) => ({ environments: [{ environment: production, strategy }] }));
  expect(program.audit().findings).toEqual([]);
  const lists = program
    .assemble()
    .manifests.all.filter(({ object }) => object.metadata.name?.startsWith('order-service-registries'));
  expect(lists.map(({ object }) => JSON.stringify(object).includes(`image == '${image.reference}'`))).toEqual([
    true,
    true,
    true,
  ]);
});

test('makes a plain Deployment where that is asked for', () => {
  const { program } = orderService(({ production }) => ({
    environments: [{ environment: production, strategy: RollingUpdate.of() }],
  }));
  expect(program.audit().findings).toEqual([]);
  expect(objectsOf(program, 'production').filter((name) => /^(Deployment|Rollout) /.test(name))).toEqual([
    'Deployment order-service/order-service',
  ]);
  expect(objectsOf(program, 'staging')).toEqual([]);
});

test('takes what is different in one environment from its entry', () => {
  const strategy = RollingUpdate.of();
  const { program } = orderService(({ staging, production }) => ({
    environments: [
      { environment: staging, strategy, service: { replicas: 2 }, namespace: 'orders-staging' },
      { environment: production, strategy },
    ],
  }));
  const deployments = program.assemble().manifests.all.filter(({ object }) => object.kind === 'Deployment');
  expect(
    deployments.map(({ object }) => [
      object.metadata.namespace,
      (object as { spec?: { replicas: number } }).spec?.replicas,
    ]),
  ).toEqual([
    ['orders-staging', 2],
    ['order-service', 4],
  ]);
});

test.each([
  [
    'no environment',
    () => orderService(() => ({ environments: [] })),
    'Delivery.environments: expected at least one environment, got []',
  ],
  [
    'an environment twice',
    () =>
      orderService(({ staging }) => ({
        environments: [
          { environment: staging, strategy: RollingUpdate.of() },
          { environment: staging, strategy: RollingUpdate.of() },
        ],
      })),
    'Delivery.environments: expected each environment once, got "staging"',
  ],
  [
    'a build in a cluster that nobody named',
    () => orderService(({ staging }) => ({ build: TektonBuild.go({ environment: staging }) })),
    'TektonBuild.environment: expected an environment that says which cluster it is in, got "staging"; its pods sign as that cluster says',
  ],
  [
    'a name that is no label',
    () => new Environment(new Program(), 'order_service'),
    'Environment.name: expected 1 to 63 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "order_service"',
  ],
])('refuses %s', (_name, make, message) => {
  expect(make).toThrow(new Error(message));
});
