import { join } from 'node:path';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { GitAuth, PromoteImage } from '../../../../lib/systems/tekton/tasks';
import { git, GitopsServer } from './gitops-server';
import { gitops, repository, stepOf, taskOf, type RenderedStep } from './rendered';
import { newFolder, runStep, type StepRun } from './step-run';

const COMMIT = '7c5e2f3b9a1d4e6f8091a2b3c4d5e6f708192a3b';
const DIGEST = `sha256:${'a'.repeat(64)}`;

test('writes the whole file from what it is told, in one commit', async () => {
  const server = new GitopsServer();
  const run = await promote(server);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(server.file('promoted/staging/order-service/kustomization.yaml')).toBe(
    [
      '# What staging runs of order-service. Its pipeline writes this file: a change by hand is lost.',
      `# commit: ${COMMIT}`,
      '# run: ci-x7k2p',
      'apiVersion: kustomize.config.k8s.io/v1alpha1',
      'kind: Component',
      'images:',
      '  - name: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/order-service',
      `    digest: ${DIGEST}`,
      '',
    ].join('\n'),
  );
  expect(server.file('README.md')).toBe('gitops\n');
  const [head = ''] = server.commits;
  expect(server.commits).toHaveLength(2);
  expect(run.result('revision')).toBe(head);
  expect(server.message(head)).toBe(
    [
      'order-service pipeline <pipeline@localhost.invalid>',
      'Promote order-service to staging',
      '',
      `Image: ${repository.address}@${DIGEST}`,
      `Commit: ${COMMIT}`,
      'Run: ci-x7k2p',
    ].join('\n'),
  );
});

test('is content where another run has promoted the same', async () => {
  const server = new GitopsServer();
  await promote(server);
  const before = server.commits;
  const again = await promote(server, { run: 'ci-other' });
  expect(again).toMatchObject({ code: 0, stdout: `already promoted, seen at ${before[0]}\n` });
  expect(again.result('revision')).toBe(before[0]);
  expect(server.commits).toEqual(before);
});

test('writes again where the commit or the digest is another', async () => {
  const server = new GitopsServer();
  await promote(server);
  await promote(server, { image: `${repository.address}@sha256:${'b'.repeat(64)}` });
  expect(server.commits).toHaveLength(3);
  expect(server.file('promoted/staging/order-service/kustomization.yaml')).toContain(
    `digest: sha256:${'b'.repeat(64)}`,
  );
});

test('starts over from its intent when another was faster, and keeps what the other wrote', async () => {
  const server = new GitopsServer();
  server.overtake(1);
  const run = await promote(server);
  expect(run.code).toBe(0);
  expect(server.commits).toHaveLength(3);
  expect(server.file('other')).toMatch(/^\d+$/);
  expect(server.file('promoted/staging/order-service/kustomization.yaml')).toContain(DIGEST);
});

test('promoters of several services and environments, side by side, all land once', async () => {
  const server = new GitopsServer();
  const services = ['order-service', 'payment', 'cart', 'mail'];
  const steps = services.flatMap((service) =>
    ['staging', 'production'].map((environment) => step({ service, environment })),
  );
  const runs = await Promise.all(steps.map((each) => runStep(each, values(server))));
  expect(runs.map(({ code }) => code)).toEqual(steps.map(() => 0));
  for (const service of services) {
    for (const environment of ['staging', 'production']) {
      expect(server.file(`promoted/${environment}/${service}/kustomization.yaml`)).toContain(DIGEST);
    }
  }
  expect(server.commits).toHaveLength(1 + steps.length);
  expect(new Set(runs.map((run) => run.result('revision'))).size).toBe(steps.length);
}, 60_000);

test('gives up, and fails, where the branch moves at each try', async () => {
  const server = new GitopsServer();
  server.overtake(100);
  const run = await runStep(step({ tries: 3 }), values(server));
  expect(run.code).toBe(1);
  expect(run.stderr).toMatch(/\nthe branch moved at each of 3 tries; it was last seen at [0-9a-f]{40}\n$/);
  expect(run.result('revision')).toBeUndefined();
}, 30_000);

test('gives up early where the push is not allowed', async () => {
  const server = new GitopsServer();
  server.refuse();
  const run = await promote(server);
  expect(run.code).toBe(1);
  expect(run.stderr).toContain('the branch is protected');
  expect(run.stderr).toMatch(/\nthe push is refused, and not because the branch moved\n$/);
  expect(server.commits).toHaveLength(1);
}, 30_000);

describe('with a checkout of the source', () => {
  const checkout = newFolder();
  git(checkout, 'init', '--quiet', '--initial-branch=main');
  const [first, second] = ['first', 'second'].map((text) => {
    writeFileSync(join(checkout, 'main.go'), text);
    git(checkout, 'add', '.');
    git(checkout, 'commit', '--quiet', '-m', text);
    return git(checkout, 'rev-parse', 'HEAD').trim();
  });

  test('goes forward', async () => {
    const server = new GitopsServer();
    expect(await promote(server, { commit: first }, checkout)).toMatchObject({ code: 0 });
    expect(await promote(server, { commit: second }, checkout)).toMatchObject({ code: 0 });
    expect(server.file('promoted/staging/order-service/kustomization.yaml')).toContain(`# commit: ${second}`);
  });

  test('refuses to go back', async () => {
    const server = new GitopsServer();
    await promote(server, { commit: second }, checkout);
    expect(await promote(server, { commit: first }, checkout)).toMatchObject({
      code: 1,
      stderr: `${second} is promoted and is not part of the history of ${first}: this run was overtaken\n`,
    });
    expect(server.commits).toHaveLength(2);
  });

  test('refuses a checkout that does not hold the history', async () => {
    const server = new GitopsServer();
    await promote(server, { commit: first }, checkout);
    const shallow = join(newFolder(), 'shallow');
    git(checkout, 'clone', '--quiet', '--depth=1', `file://${checkout}`, shallow);
    expect(await promote(server, { commit: second }, shallow)).toMatchObject({
      code: 1,
      stderr: `the checkout does not hold the whole history of ${second}: clone it with depth 0\n`,
    });
  });

  test('runs nothing that the configuration of the checkout names', async () => {
    const server = new GitopsServer();
    await promote(server, { commit: first }, checkout);
    const evil = join(newFolder(), 'evil');
    git(checkout, 'clone', '--quiet', `file://${checkout}`, evil);
    const trap = join(newFolder(), 'trap');
    git(evil, 'config', 'core.fsmonitor', `touch ${trap}`);
    git(evil, 'config', 'core.sshCommand', `touch ${trap}`);
    git(evil, 'config', 'extensions.partialClone', 'origin');
    expect(await promote(server, { commit: second }, evil)).toMatchObject({ code: 0 });
    expect(statSync(trap, { throwIfNoEntry: false })).toBeUndefined();
  });
});

describe('refuses', () => {
  const refused = (values: Partial<Params>, message: string): void => {
    test(message.split(':')[0] ?? '', async () => {
      const server = new GitopsServer();
      expect(await promote(server, values)).toMatchObject({ code: 1, stderr: `${message}\n` });
      expect(server.commits).toHaveLength(1);
    });
  };
  const { address } = repository;
  refused({ commit: 'main' }, 'not a commit: main');
  refused({ commit: `${COMMIT}\nkind: x` }, `not a commit: ${COMMIT}\nkind: x`);
  refused({ run: 'x\n- name: y' }, 'not the name of a run: x\n- name: y');
  refused({ image: `${address}:latest` }, `not an image by digest: ${address}:latest`);
  refused(
    { image: `evil.example/order-service@${DIGEST}` },
    `not an image of ${address}: evil.example/order-service@${DIGEST}`,
  );
});

test('ssh gets a key that nobody else can read, and refuses hosts that it does not know', async () => {
  const server = new GitopsServer();
  const { home } = await promote(server);
  expect(readFileSync(join(home, 'key'), 'utf8')).toBe('the key\n');
  expect(statSync(join(home, 'key')).mode & 0o777).toBe(0o600);
  const [call = ''] = readFileSync(join(server.programs, 'ssh.log'), 'utf8').split('\n');
  expect(call).toMatch(
    new RegExp(
      `^-F /dev/null -o BatchMode=yes -o IdentitiesOnly=yes -o StrictHostKeyChecking=yes -i ${home}/key -o UserKnownHostsFile=/\\S+/known_hosts (-o SendEnv=GIT_PROTOCOL )?git@github.com git-upload-pack 'acme/gitops.git'$`,
    ),
  );
});

test('a token is answered by a program, and stands in no URL and no environment', async () => {
  const credentials = newFolder();
  writeFileSync(join(credentials, 'username'), 'x-access-token');
  writeFileSync(join(credentials, 'password'), 'the token');
  const record = step({ gitAuth: GitAuth.basic() });
  const { home } = await runStep(record, {
    ...values(new GitopsServer()),
    workspaces: { git: credentials },
    env: { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'protocol.https.allow', GIT_CONFIG_VALUE_0: 'never' },
  });
  const ask = async (question: string): Promise<string> =>
    (
      await runStep(
        { name: 'ask', image: '', script: `#!/bin/sh\n${home}/askpass "${question}"\n` },
        { env: { GIT_CREDENTIALS: credentials } },
      )
    ).stdout;
  expect(await ask("Username for 'https://github.com': ")).toBe('x-access-token');
  expect(await ask("Password for 'https://x-access-token@github.com': ")).toBe('the token');
  expect(record.script).toContain('https://github.com/acme/gitops.git refs/heads/main');
});

interface Params {
  readonly image: string;
  readonly commit: string;
  readonly run: string;
}

function promote(server: GitopsServer, params: Partial<Params> = {}, checkout?: string): Promise<StepRun> {
  return runStep(step({}), values(server, params, checkout));
}

function values(server: GitopsServer, params: Partial<Params> = {}, checkout?: string): Parameters<typeof runStep>[1] {
  const key = newFolder();
  mkdirSync(key, { recursive: true });
  writeFileSync(join(key, 'id_rsa'), 'the key\n');
  writeFileSync(join(key, 'known_hosts'), 'github.com ssh-ed25519 AAAA\n');
  return {
    params: { image: `${repository.address}@${DIGEST}`, commit: COMMIT, run: 'ci-x7k2p', ...params },
    workspaces: { git: key, ...(checkout === undefined ? {} : { source: checkout }) },
    programs: server.programs,
  };
}

function step(props: Partial<ConstructorParameters<typeof PromoteImage>[2]>): RenderedStep {
  const { service = 'order-service', environment = 'staging' } = props;
  const folder = `promoted/${environment}/${service}`;
  const task = taskOf(
    (chart) =>
      new PromoteImage(chart, 'promote', {
        service,
        environment,
        repository,
        gitops,
        folder,
        ...props,
        auth: undefined,
      }),
  );
  return stepOf(task, 'record');
}
