import { toYaml } from '../../assembly';
import { type Example } from '../../audit';
import { type PipelineTask, type StepDeclaration } from '../../systems/tekton/kinds';

/** What several rules show their mistake at: the build, the registry, the policy and the workload of one service. */
export const REGISTRY = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
export const IMAGE = `${REGISTRY}/order-service`;
export const DIGEST = `sha256:${'5a1f'.repeat(16)}`;
export const ISSUER = 'https://oidc.eks.eu-west-1.amazonaws.com/id/5C4F7E2B90D1A36F8E7D4B2C1A09F6E3';
export const SIGNER = 'https://kubernetes.io/namespaces/ci/serviceaccounts/sign';
export const SIGNATURE = 'https://sigstore.dev/cosign/sign/v1';

/** Objects of one environment as an example, its cluster known to Fulcio. */
export function example(...objects: readonly (object | readonly object[])[]): Example {
  return { manifests: toYaml(objects.flat()), issuer: ISSUER };
}

/** The same with Terraform beside it. */
export function withTerraform(
  terraform: NonNullable<Example['terraform']>,
  ...objects: readonly (object | readonly object[])[]
): Example {
  return { ...example(...objects), terraform };
}

function object(apiVersion: string, kind: string, name: string, rest: object, namespace = 'ci'): object {
  return { apiVersion, kind, metadata: { name, namespace }, ...rest };
}

/** A task of a pipeline with one step, which runs a command. */
export function task(name: string, command: readonly string[], rest: Omit<PipelineTask, 'name'> = {}): PipelineTask {
  return { name, ...rest, taskSpec: { steps: [step(command)] } };
}

function step(command: readonly string[]): StepDeclaration {
  return { name: 'do', image: `registry.example.com/tools:1@${DIGEST}`, command };
}

export const CLONE: PipelineTask = {
  name: 'clone',
  taskSpec: { results: [{ name: 'commit' }], steps: [step(['git', 'clone', '.'])] },
};
export const COMMIT = '$(tasks.clone.results.commit)';

/** Builds the service's image and pushes it with a tag. */
export function build(tag = `sha-${COMMIT}`, image = IMAGE): PipelineTask {
  const { taskSpec, ...rest } = task('build', ['buildah', 'push', `${image}:${tag}`]);
  return { ...rest, taskSpec: { ...taskSpec, results: [{ name: 'digest' }] } };
}

export const BUILT = `${IMAGE}@$(tasks.build.results.digest)`;
export const SIGN = task('sign', ['cosign', 'sign', '--yes', BUILT]);

/** A run of a pipeline of these tasks, each as the ServiceAccount of its name unless another is given. */
export function run(tasks: readonly PipelineTask[], accounts: Readonly<Record<string, string>> = {}): object {
  return {
    apiVersion: 'tekton.dev/v1',
    kind: 'PipelineRun',
    metadata: { generateName: 'order-service-', namespace: 'ci' },
    spec: {
      pipelineSpec: { tasks },
      taskRunTemplate: { serviceAccountName: 'test' },
      taskRunSpecs: tasks.map(({ name }) => ({ pipelineTaskName: name, serviceAccountName: accounts[name] ?? name })),
    },
  };
}

/** The build as it should be: one account pushes, another signs. */
export const BUILD = run([CLONE, build(), SIGN]);

export function account(name: string): object {
  return object('v1', 'ServiceAccount', name, {});
}

/** The service's workload. */
export function deployment(image = `${IMAGE}@${DIGEST}`, spec: object = {}): object {
  return object(
    'apps/v1',
    'Deployment',
    'order-service',
    {
      spec: {
        selector: { matchLabels: { app: 'order-service' } },
        template: {
          metadata: { labels: { app: 'order-service' } },
          spec: { ...spec, containers: [{ name: 'order-service', image }] },
        },
      },
    },
    'shop',
  );
}

/** A policy that admits an image in `shop` where the subjects have signed it. */
export function policy(
  subjects: readonly string[] = [SIGNER],
  statements: readonly string[] = [SIGNATURE],
  issuer = ISSUER,
): object {
  const attestors = subjects.map((subject, i) => ({
    name: `signer${i + 1}`,
    cosign: { keyless: { identities: [{ issuer, subject }] } },
  }));
  const checks = statements.map(
    (_, i) =>
      `images.containers.all(image, verifyAttestationSignatures(image, attestations.s${i}, [${attestors.map(({ name }) => `attestors.${name}`).join(', ')}]) > 0)`,
  );
  return {
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'ImageValidatingPolicy',
    metadata: { name: 'images' },
    spec: {
      matchConstraints: {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
        resourceRules: [
          { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['pods'] },
        ],
      },
      matchImageReferences: [{ glob: `${IMAGE}:*` }, { glob: `${IMAGE}@*` }],
      attestors,
      attestations: statements.map((type, i) => ({ name: `s${i}`, intoto: { type } })),
      validations: checks.map((expression) => ({ expression })),
    },
  };
}

/** A role that may push to repositories, and the ServiceAccount of the namespace `ci` that takes it. */
export function pusher(repositories: readonly string[], account = 'build'): NonNullable<Example['terraform']> {
  const Resource = repositories.map((name) => `arn:aws:ecr:eu-west-1:111122223333:repository/${name}`);
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['ecr:PutImage'], Resource }] };
  return {
    aws_iam_role: { build: { name: 'build' } },
    aws_iam_role_policy: { build: { role: '${aws_iam_role.build.name}', policy: JSON.stringify(policy) } },
    aws_eks_pod_identity_association: {
      build: { namespace: 'ci', service_account: account, role_arn: '${aws_iam_role.build.arn}' },
    },
  };
}

/** The service's repository, and the patterns of tags that its lifecycle policy keeps the newest of. */
export function repository(patterns: readonly string[], body: object = {}): NonNullable<Example['terraform']> {
  const rules = patterns.map((pattern, i) => ({
    rulePriority: i + 1,
    selection: { tagStatus: 'tagged', tagPatternList: [pattern], countType: 'imageCountMoreThan', countNumber: 100 },
    action: { type: 'expire' },
  }));
  return {
    aws_ecr_repository: { images: { name: 'order-service', image_tag_mutability: 'IMMUTABLE', ...body } },
    aws_ecr_lifecycle_policy: {
      images: { repository: '${aws_ecr_repository.images.name}', policy: JSON.stringify({ rules }) },
    },
  };
}
