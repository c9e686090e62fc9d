import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImageRepository } from '../../../../lib/model';
import { PromoteImage, RegistryAuth, Sbom } from '../../../../lib/systems/tekton/tasks';
import { newFolder } from '../../../folder';
import { auth, envOf, gitops, repository, stepOf, taskOf } from './rendered';
import { runStep, type StepRun, writeProgram } from './step-run';

const { address } = repository;
const DIGEST = `sha256:${'a'.repeat(64)}`;
const COMMIT = '7c5e2f3b9a1d4e6f8091a2b3c4d5e6f708192a3b';

test('ECR: refuses the repository of another registry', () => {
  expect(() => RegistryAuth.ecr(ImageRepository.at('ghcr.io/acme/order-service'))).toThrow(
    'RegistryAuth.ecr: expected a repository of Amazon ECR, got "ghcr.io/acme/order-service"',
  );
});

describe('ECR, for a tool that reads a docker configuration', () => {
  const task = taskOf((chart) => new Sbom(chart, 'sbom', { auth }));

  test('the configuration lies in memory, and the tool only reads it', () => {
    expect(task.spec.volumes).toEqual([
      { name: 'scratch', emptyDir: {} },
      { name: 'registry', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } },
    ]);
    expect(stepOf(task, 'log-in').volumeMounts).toEqual([{ name: 'registry', mountPath: '/registry' }]);
    expect(stepOf(task, 'list').volumeMounts).toEqual([
      { name: 'scratch', mountPath: '/scratch' },
      { name: 'registry', mountPath: '/registry', readOnly: true },
    ]);
    expect(envOf(stepOf(task, 'list'))).toMatchObject({ DOCKER_CONFIG: '/registry' });
  });

  test('logging in writes what docker clients read', async () => {
    const programs = newFolder();
    const folder = join(newFolder(), 'registry');
    mkdirSync(folder);
    writeProgram(
      programs,
      'aws',
      '#!/bin/sh\n[ "$*" = "ecr get-login-password --region eu-west-1" ] && echo "the token"\n',
    );
    const step = stepOf(task, 'log-in');
    const here = { ...step, script: step.script?.replace('/registry/config.json', `${folder}/config.json`) };
    expect(await runStep(here, { programs })).toMatchObject({ code: 0, stdout: '', stderr: '' });
    const file = join(folder, 'config.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      auths: { [repository.registry]: { auth: Buffer.from('AWS:the token').toString('base64') } },
    });
    expect(statSync(file).mode & 0o777).toBe(0o644);
  });

  test('no password, no configuration', async () => {
    const programs = newFolder();
    writeProgram(programs, 'aws', '#!/bin/sh\necho "no credentials" >&2\nexit 255\n');
    expect(await runStep(stepOf(task, 'log-in'), { programs })).toMatchObject({
      code: 255,
      stderr: 'no credentials\n',
    });
  });
});

test('a docker configuration comes from a workspace, and nothing logs in', () => {
  const task = taskOf((chart) => new Sbom(chart, 'sbom', { auth: RegistryAuth.dockerConfig() }));
  expect(task.spec.workspaces).toEqual([
    { name: 'reports', description: 'Where the bill of materials is left.' },
    { name: 'registry', description: 'A docker configuration: the file config.json.', readOnly: true },
  ]);
  expect(task.spec.steps.map((step) => step.name)).toEqual(['list', 'hand-on']);
  expect(envOf(stepOf(task, 'list'))).toMatchObject({ DOCKER_CONFIG: '$(workspaces.registry.path)' });
});

describe('marking an image in ECR', () => {
  test('puts its own manifest again under the tag', async () => {
    const registry = newRegistry({ [DIGEST]: '{\n  "schemaVersion": 2\n}' });
    expect(await mark(registry)).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(registry, 'put'), 'utf8')).toBe(
      [
        'ecr put-image --region eu-west-1 --repository-name order-service',
        `--image-tag staging-sha-${COMMIT} --image-digest ${DIGEST}`,
        '--image-manifest {\n  "schemaVersion": 2\n}',
        '--image-manifest-media-type application/vnd.oci.image.manifest.v1+json\n',
      ].join(' '),
    );
  });

  test('is content where the tag is there', async () => {
    const registry = newRegistry({ [DIGEST]: '{}', [`staging-sha-${COMMIT}`]: DIGEST });
    expect(await mark(registry)).toMatchObject({ code: 0 });
    expect(statSync(join(registry, 'put'), { throwIfNoEntry: false })).toBeUndefined();
  });

  test('is content where another promoter puts it in between', async () => {
    const registry = newRegistry({ [DIGEST]: '{}' });
    writeFileSync(join(registry, 'overtaken'), DIGEST);
    expect(await mark(registry)).toMatchObject({ code: 0, stderr: 'ImageAlreadyExistsException\n' });
  });

  test('fails where the tag is on another image', async () => {
    const other = `sha256:${'b'.repeat(64)}`;
    expect(await mark(newRegistry({ [DIGEST]: '{}', [`staging-sha-${COMMIT}`]: other }))).toMatchObject({
      code: 1,
      stderr: `staging-sha-${COMMIT} is the tag of another image: ${other}\n`,
    });
  });

  test('fails where the repository does not have the image', async () => {
    expect(await mark(newRegistry({}))).toMatchObject({
      code: 1,
      stderr: `the repository does not have ${address}@${DIGEST}\n`,
    });
  });
});

test('marking an image in another registry', () => {
  const task = taskOf(
    (chart) => new PromoteImage(chart, 'promote', { ...promotion, auth: RegistryAuth.dockerConfig() }),
  );
  expect(stepOf(task, 'mark')).toMatchObject({
    command: ['oras'],
    args: ['tag', '$(params.image)', 'staging-sha-$(params.commit)'],
    env: [{ name: 'DOCKER_CONFIG', value: '$(workspaces.registry.path)' }],
  });
});

const promotion = {
  service: 'order-service',
  environment: 'staging',
  repository,
  gitops,
  folder: 'promoted/staging/order-service',
};

function mark(registry: string): Promise<StepRun> {
  const task = taskOf((chart) => new PromoteImage(chart, 'promote', { ...promotion, auth }));
  return runStep(stepOf(task, 'mark'), {
    params: { image: `${address}@${DIGEST}`, commit: COMMIT },
    programs: registry,
  });
}

/** A registry in a folder: files by digest hold manifests, files by tag hold digests, and `aws` reads them. */
function newRegistry(files: Readonly<Record<string, string>>): string {
  const folder = newFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  writeProgram(folder, 'aws', AWS.replaceAll('FOLDER', folder));
  return folder;
}

const AWS = `#!/bin/sh
case "$*" in
  *put-image*)
    if [ -e FOLDER/overtaken ]; then
      mv FOLDER/overtaken FOLDER/staging-sha-${COMMIT}
      echo ImageAlreadyExistsException >&2
      exit 254
    fi
    printf '%s\\n' "$*" > FOLDER/put ;;
  *imageManifestMediaType) echo application/vnd.oci.image.manifest.v1+json ;;
  *imageTag=*imageDigest) cat FOLDER/staging-sha-${COMMIT} 2> /dev/null || echo None ;;
  *imageManifest) cat "FOLDER/${DIGEST}" 2> /dev/null || echo None ;;
esac
`;
