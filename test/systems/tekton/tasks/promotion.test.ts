import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '../../../folder';
import { git, GitopsServer } from './gitops-server';
import { COMMIT, DIGEST, promote, type PromotionParams, recordStep, values } from './promotion-run';
import { repository } from './rendered';
import { runStep } from './step-run';

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
  const services = ['order-service', 'payment'];
  const steps = services.flatMap((service) =>
    ['staging', 'production'].map((environment) => recordStep({ service, environment })),
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
}, 30_000);

test('gives up, and fails, where the branch moves at each try', async () => {
  const server = new GitopsServer();
  server.overtake(100);
  const run = await runStep(recordStep({ tries: 3 }), values(server));
  expect(run.code).toBe(1);
  expect(run.stderr).toMatch(/\nthe branch moved at each of 3 tries; it was last seen at [0-9a-f]{40}\n$/);
  expect(run.result('revision')).toBeUndefined();
  // The longest pause is half a second after the first try, and doubles: here after each of three.
  expect(server.pauses).toHaveLength(3);
  server.pauses.forEach((pause, i) => expect(pause).toBeLessThan(2 ** i));
});

test('gives up early where the push is not allowed', async () => {
  const server = new GitopsServer();
  server.refuse();
  const run = await promote(server);
  expect(run.code).toBe(1);
  expect(run.stderr).toContain('the branch is protected');
  expect(run.stderr).toMatch(/\nthe push is refused, and not because the branch moved\n$/);
  expect(server.commits).toHaveLength(1);
  expect(server.pauses).toHaveLength(3);
});

describe('with a checkout of the source', () => {
  const checkout = newFolder();
  git(checkout, 'init', '--quiet', '--initial-branch=main');
  const [first = '', second = ''] = ['first', 'second'].map((text) => {
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
    await promote(server, { commit: second }, checkout);
    const evil = newFolder();
    const trap = join(newFolder(), 'trap');
    git(evil, 'init', '--quiet');
    git(evil, 'fetch', '--quiet', `file://${checkout}`, first);
    // Git would run this remote to ask it for the commit that the checkout does not have.
    git(evil, 'remote', 'add', 'origin', `ext::touch ${trap}`);
    git(evil, 'config', 'protocol.ext.allow', 'always');
    git(evil, 'config', 'core.repositoryFormatVersion', '1');
    git(evil, 'config', 'extensions.partialClone', 'origin');
    expect(await promote(server, { commit: first }, evil)).toMatchObject({ code: 1 });
    expect(statSync(trap, { throwIfNoEntry: false })).toBeUndefined();
  });
});

describe('refuses', () => {
  const refused = (values: Partial<PromotionParams>, message: string): void => {
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
