import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Construct } from 'constructs';
import { ImageRepository, PinnedImage } from '../../../../lib/model';
import { Buildah, BuildImage, BuildKit, Kaniko, RegistryAuth } from '../../../../lib/systems/tekton/tasks';
import { Toolbox } from '../../../../lib/tools';
import { newFolder } from '../../../folder';
import { auth, envOf, repository, source, stepOf, taskOf } from './rendered';
import { notFound } from './found';
import { runStep, type StepRun, writeProgram } from './step-run';

const { address } = repository;
const DIGEST = `sha256:${'a'.repeat(64)}`;
const COMMIT = '7c5e2f3b9a1d4e6f8091a2b3c4d5e6f708192a3b';

describe('with buildah', () => {
  const task = taskOf(
    (chart) =>
      new BuildImage(chart, 'build', {
        repository,
        auth,
        source,
        context: 'services/order',
        dockerfile: 'build/Dockerfile',
        target: 'final',
        buildArgs: { VERSION: "1 'x'" },
        builder: new Buildah({ storage: '20Gi' }),
      }),
  );
  const build = stepOf(task, 'build');

  test('declares what Tekton Chains looks for', () => {
    expect(task.spec).toMatchObject({
      params: [{ name: 'commit', type: 'string' }],
      results: [{ name: 'IMAGE_URL' }, { name: 'IMAGE_DIGEST' }, { name: 'IMAGE_REF' }],
      workspaces: [{ name: 'source', description: 'The checkout.', readOnly: true }],
    });
  });

  test('is root with three capabilities, in a store of its own', () => {
    expect(build.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'], add: ['SETUID', 'SETGID', 'SETFCAP'] },
      runAsNonRoot: false,
      runAsUser: 0,
    });
    expect(task.spec.volumes).toEqual([
      { name: 'store', emptyDir: { sizeLimit: '20Gi' } },
      { name: 'registry', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } },
      { name: 'found', emptyDir: { sizeLimit: '1Mi' } },
    ]);
    expect(envOf(build)).toMatchObject({
      BUILDAH_ISOLATION: 'chroot',
      STORAGE_DRIVER: 'vfs',
      REGISTRY_AUTH_FILE: '/registry/config.json',
    });
  });

  test('builds and pushes under the tag of the commit, and says what it pushed', async () => {
    const programs = newFolder();
    const store = newFolder();
    writeProgram(
      programs,
      'buildah',
      `#!/bin/sh\nprintf '<%s>' "$@"\necho\n[ "$1" != push ] || printf %s ${DIGEST} > "$3"\n`,
    );
    const here = notFound({ ...build, script: build.script?.replaceAll('/var/lib/containers', store) });
    const run = await runStep(here, { params: { commit: COMMIT }, workspaces: { source: '/src' }, programs });
    expect(run.stdout.split('\n')).toEqual([
      `<build><--file></src/services/order/build/Dockerfile><--tag><${address}:sha-${COMMIT}><--build-arg><VERSION=1 'x'>` +
        `<--label><org.opencontainers.image.revision=${COMMIT}>` +
        '<--label><org.opencontainers.image.source=https://github.com/acme/order-service>' +
        '<--target><final></src/services/order>',
      `<push><--digestfile><${store}/digest><${address}:sha-${COMMIT}>`,
      '',
    ]);
    expectImage(run);
  });

  test('fails where the build fails, and says nothing', async () => {
    const programs = newFolder();
    writeProgram(programs, 'buildah', '#!/bin/sh\nexit 125\n');
    const step = notFound(build);
    const run = await runStep(step, { params: { commit: COMMIT }, workspaces: { source: '/src' }, programs });
    expect(run.code).toBe(125);
    expect(run.result('IMAGE_DIGEST')).toBeUndefined();
  });
});

describe('with BuildKit', () => {
  const task = taskOf((chart) => new BuildImage(chart, 'build', { repository, auth, builder: new BuildKit() }));
  const build = stepOf(task, 'build');

  test('is not root, and says why it needs more than that', () => {
    expect(build.securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1000,
      allowPrivilegeEscalation: true,
      seccompProfile: { type: 'Unconfined' },
      appArmorProfile: { type: 'Unconfined' },
    });
    expect(build.volumeMounts).toEqual([
      { name: 'store', mountPath: '/home/user/.local/share/buildkit' },
      { name: 'registry', mountPath: '/registry', readOnly: true },
      { name: 'found', mountPath: '/found', readOnly: true },
    ]);
  });

  test('takes the digest from the metadata', async () => {
    const programs = newFolder();
    const metadata = JSON.stringify(
      { 'containerimage.config.digest': 'sha256:c', 'containerimage.digest': DIGEST },
      null,
      2,
    );
    const file = join(newFolder(), 'build.json');
    writeProgram(
      programs,
      'buildctl-daemonless.sh',
      `#!/bin/sh\nprintf '<%s>' "$@"\ncat > ${file} <<'END'\n${metadata}\nEND\n`,
    );
    const here = notFound({ ...build, script: build.script?.replaceAll('/tmp/build.json', file) });
    const run = await runStep(here, { params: { commit: COMMIT }, workspaces: { source: '/src' }, programs });
    expect(run.stdout).toBe(
      '<build><--frontend><dockerfile.v0><--local><context=/src><--local><dockerfile=/src><--opt><filename=Dockerfile>' +
        `<--opt><label:org.opencontainers.image.revision=${COMMIT}>` +
        `<--output><type=image,push=true,name=${address}:sha-${COMMIT}><--metadata-file><${file}>`,
    );
    expectImage(run);
  });

  test('fails where there is no digest', async () => {
    const programs = newFolder();
    const file = join(newFolder(), 'build.json');
    writeProgram(programs, 'buildctl-daemonless.sh', `#!/bin/sh\necho '{}' > ${file}\n`);
    const here = notFound({ ...build, script: build.script?.replaceAll('/tmp/build.json', file) });
    const run = await runStep(here, { params: { commit: COMMIT }, workspaces: { source: '/src' }, programs });
    expect(run).toMatchObject({ code: 1, stderr: "the builder gave no digest: ''\n" });
  });
});

describe('with kaniko', () => {
  const task = taskOf((chart) => new BuildImage(chart, 'build', { repository, auth, builder: new Kaniko() }));

  test('asks the cloud for credentials itself', () => {
    expect(stepOf(task, 'build')).toMatchObject({
      command: ['/kaniko/executor'],
      args: [
        '--context',
        'dir://$(workspaces.source.path)',
        '--dockerfile',
        'Dockerfile',
        '--destination',
        `${address}:sha-$(params.commit)`,
        '--digest-file',
        '$(results.IMAGE_DIGEST.path)',
        '--image-format=oci',
        '--label',
        'org.opencontainers.image.revision=$(params.commit)',
        '--credential-helpers=ecr',
      ],
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: {
          drop: ['ALL'],
          add: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETUID', 'SETGID', 'SETFCAP', 'KILL'],
        },
        runAsNonRoot: false,
        runAsUser: 0,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    });
    expect(task.spec.steps.map((step) => step.name)).toEqual(['build', 'report']);
  });

  test('another step writes what was pushed', async () => {
    const report = stepOf(task, 'report');
    const folder = newFolder();
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'digest'), DIGEST);
    const here = { ...report, script: report.script?.replace('cat "$RESULT_IMAGE_DIGEST"', `cat ${folder}/digest`) };
    expectImage(await runStep(here));
  });

  test('reads the docker configuration alone where there is one', () => {
    const other = taskOf(
      (chart) =>
        new BuildImage(chart, 'build', { repository, auth: RegistryAuth.dockerConfig(), builder: new Kaniko() }),
    );
    expect(stepOf(other, 'build')).toMatchObject({
      env: [{ name: 'DOCKER_CONFIG', value: '$(workspaces.registry.path)' }],
    });
    expect(stepOf(other, 'build').args?.at(-1)).toBe('--credential-helpers=');
  });
});

test('the level of Pod Security follows the builder', () => {
  const levels: string[] = [];
  taskOf((chart) => {
    for (const builder of [new Buildah(), new BuildKit(), new Kaniko()]) {
      const { name } = builder.constructor;
      levels.push(new BuildImage(chart, name, { name: name.toLowerCase(), repository, auth, builder }).podSecurity);
    }
  });
  expect(levels).toEqual(['baseline', 'privileged', 'baseline']);
});

test('takes its tools from the toolbox', () => {
  const tools = Toolbox.standard
    .with({ awsCli: PinnedImage.of(`example.com/aws:1@${DIGEST}`) })
    .mirroredTo('mirror.example/hub');
  const task = taskOf((chart) => new BuildImage(chart, 'build', { repository, auth, tools }));
  expect(task.spec.steps.map((step) => step.image.replace(/@.*/, ''))).toEqual([
    'mirror.example/hub/aws:1',
    'mirror.example/hub/aws:1',
    'mirror.example/hub/konflux-ci/task-runner:3.1.2',
  ]);
});

describe('refuses', () => {
  const build = (props: object) => (): unknown =>
    taskOf((chart: Construct) => new BuildImage(chart, 'build', { repository, auth, ...props }));

  test('a context outside the checkout', () => {
    expect(build({ context: '../other' })).toThrow(
      'BuildImage.context: expected a path inside the checkout, without "..", got "../other"',
    );
  });
  test('a Dockerfile with an absolute path', () => {
    expect(build({ dockerfile: '/Dockerfile' })).toThrow(
      'BuildImage.dockerfile: expected a path inside the checkout, without "..", got "/Dockerfile"',
    );
  });
  test('an auth for ECR with another registry', () => {
    expect(build({ repository: ImageRepository.at('ghcr.io/acme/order-service') })).toThrow(
      'BuildImage.auth: expected a way into ghcr.io, got one into 111122223333.dkr.ecr.eu-west-1.amazonaws.com',
    );
  });
});

function expectImage(run: StepRun): void {
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.result('IMAGE_URL')).toBe(address);
  expect(run.result('IMAGE_DIGEST')).toBe(DIGEST);
  expect(run.result('IMAGE_REF')).toBe(`${address}@${DIGEST}`);
}
