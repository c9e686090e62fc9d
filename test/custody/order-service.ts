import { type Assembly, type Manifest, Manifests, TerraformConfig } from '../../lib/assembly';
import {
  Canary,
  Cluster,
  Delivery,
  Duration,
  Environment,
  GitHubRepository,
  ImageRepository,
  Program,
  TektonBuild,
} from '../../lib';
import { State } from '../../lib/systems/aws';

const account = '111122223333';
const region = 'eu-west-1';

/** The order-service in two environments: built in a third, its registry in Terraform. */
export function orderService(): Assembly {
  const program = new Program();
  const cluster = Cluster.eks({ name: 'acme', account, region, oidcId: '5C4F7E2B90D1A36F8E7D4B2C1A09F6E3' });
  const ci = new Environment(program, 'ci', { cluster });
  const strategy = Canary.through([50], { pause: Duration.minutes(1) });
  new Delivery(program, 'order-service', {
    source: GitHubRepository.of('acme/order-service', { id: 715331, ownerId: 9142 }),
    image: ImageRepository.ecr({ account, region, name: 'order-service' }),
    build: TektonBuild.go({ environment: ci }),
    gitops: GitHubRepository.of('acme/gitops', { id: 715332, ownerId: 9142 }),
    service: { port: 8080, replicas: 2, cpu: '250m', memory: '512Mi', ready: '/health/ready' },
    environments: ['staging', 'production'].map((name) => ({ environment: new Environment(program, name), strategy })),
    registry: {
      state: State.s3({ bucket: 'acme-terraform', key: 'order-service.tfstate', region }),
      retention: { buildsPerDay: 20, promotedWithin: Duration.days(7), rollbacks: 10 },
    },
  });
  return program.assemble();
}

/** One change of a fact. */
export type Mutation = (assembly: Assembly) => Assembly;

/** In the objects of a kind and name, wherever they are applied, writes one text for another; throws where there is none. */
export function inObject(kind: string, name: string, from: string, to: string, environment?: string): Mutation {
  return (assembly) => {
    let changed = 0;
    const change = (manifest: Manifest): Manifest => {
      const { object } = manifest;
      if (object.kind !== kind || !(object.metadata.name ?? '').startsWith(name)) return manifest;
      if (environment !== undefined && manifest.environment !== environment) return manifest;
      const text = JSON.stringify(object);
      if (!text.includes(from)) return manifest;
      changed += 1;
      return { ...manifest, object: JSON.parse(text.replaceAll(from, to)) as Manifest['object'] };
    };
    const manifests = new Manifests(assembly.manifests.all.map(change));
    if (changed === 0) throw new Error(`no ${kind} ${name} holds ${from}`);
    return { ...assembly, manifests };
  };
}

/** Takes objects of a kind out of an environment. */
export function without(kind: string, environment: string): Mutation {
  return (assembly) => ({
    ...assembly,
    manifests: new Manifests(
      assembly.manifests.all.filter((one) => one.object.kind !== kind || one.environment !== environment),
    ),
  });
}

/** In the resources of a type and name, writes one text for another; throws where there is none. */
export function inTerraform(type: string, name: string, from: string, to: string): Mutation {
  return (assembly) => ({
    ...assembly,
    terraform: new TerraformConfig(
      assembly.terraform.stacks.map((stack) => {
        const resources = stack.json['resource'] as Readonly<Record<string, Readonly<Record<string, object>>>>;
        const before = JSON.stringify(resources[type]?.[name]);
        if (!before.includes(from)) throw new Error(`${type}.${name} does not hold ${from}`);
        const body = JSON.parse(before.replaceAll(from, to)) as object;
        return {
          ...stack,
          json: { ...stack.json, resource: { ...resources, [type]: { ...resources[type], [name]: body } } },
        };
      }),
    ),
  });
}
