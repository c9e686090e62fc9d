import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration } from '../../lib/model';
import { GitBranch, type Promoted, type PromotionProps, promote } from '../../lib/promotion';
import { answerOf } from '../../lib/promotion/push-answer';
import { newFolder, newTemporaryFolder } from '../folder';
import { FILE, component, digest, intent, target } from './promoted';

const root = newFolder();
const bare = join(root, 'gitops.git');
const author = { name: 'the promoter', email: 'promoter@localhost.invalid' };
const main = (): string => git('rev-parse', 'main').trim();

beforeAll(() => {
  execFileSync('git', ['init', '--quiet', '--bare', '--template=', '--initial-branch=main', bare]);
  other(FILE, component());
});

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: bare, encoding: 'utf8' });
}

/** Another's commit on the branch. */
function other(path: string, text: string): void {
  const from = git('for-each-ref').includes('refs/heads/main') ? 'from refs/heads/main^0\n' : '';
  const head = 'commit refs/heads/main\ncommitter other <other@localhost.invalid> 1700000000 +0000\ndata 5\nother\n';
  execFileSync('git', ['fast-import', '--quiet'], {
    cwd: bare,
    input: `${head}${from}M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
  });
}

function run(props: Partial<PromotionProps> = {}, between: () => void = () => undefined): Promise<Promoted> {
  const opened = { url: `file://${bare}`, branch: 'main', author, environment: { ...process.env, TMPDIR: root } };
  return GitBranch.use(opened, async (branch) => {
    const raced = Object.assign(Object.create(branch) as GitBranch, {
      commit: (...args: Parameters<GitBranch['commit']>) => {
        between();
        return branch.commit(...args);
      },
    });
    return promote(raced, { first: Duration.millis(1), intent: intent(), target, ...props });
  });
}

test('commits on the head that it read, once more where another was faster, and leaves nothing behind', async () => {
  const temporary = newTemporaryFolder();
  let others = 1;
  const promoted = await run({}, () => {
    if (others-- > 0) other('other', 'x\n');
  });
  expect(promoted).toEqual({ to: digest('a'), commit: main(), changed: true });
  expect(git('log', '--format=%an <%ae> %s')).toBe(
    [
      'the promoter <promoter@localhost.invalid> Promote order-service to production',
      'other <other@localhost.invalid> other',
      'other <other@localhost.invalid> other\n',
    ].join('\n'),
  );
  expect(git('show', `main:${FILE}`)).toBe(component(`"${digest('a')}"`));
  expect(git('show', 'main:other')).toBe('x\n');
  expect(tmpdir).toHaveBeenCalled();
  expect(readdirSync(temporary)).toEqual([]);
  jest.restoreAllMocks();
});

test('finds the last promotion below other commits, and refuses to go back', async () => {
  for (let i = 0; i < 3; i++) other('other', `${i}`);
  await expect(run({ intent: intent({ order: 9, digest: digest('b') }) })).rejects.toMatchObject({ reason: 'order' });
  expect(await run({ intent: intent({ order: 8 }) })).toMatchObject({ changed: false });
});

test('moves a branch beside it only from where it was seen', async () => {
  const opened = { url: `file://${bare}`, branch: 'main', author, environment: process.env };
  await GitBranch.use(opened, async (branch) => {
    const parent = await branch.head();
    const change = (text: string) => ({
      parent,
      files: [{ path: FILE, text }],
      message: { headline: 'x', body: text },
    });
    expect(await branch.tryTip('promote/x')).toBeUndefined();
    const first = await branch.propose('promote/x', undefined, change('1'));
    const tip = await branch.tryTip('promote/x');
    expect(first).toEqual({ commit: tip });
    expect(await branch.includes(tip ?? '', parent)).toBe(true);
    expect(await branch.propose('promote/x', undefined, change('2'))).toEqual({
      overtaken: expect.stringContaining('stale info'),
    });
    expect(await branch.propose('promote/x', tip, change('3'))).toEqual({
      commit: expect.not.stringMatching(tip ?? ''),
    });
  });
});

test('fails at once where a hook declines, and where there is no such repository', async () => {
  const hook = join(bare, 'hooks', 'pre-receive');
  execFileSync('mkdir', ['-p', join(bare, 'hooks')]);
  writeFileSync(hook, '#!/bin/sh\necho "the branch is protected" >&2\nexit 1\n');
  chmodSync(hook, 0o755);
  const before = main();
  await expect(run({ intent: intent({ order: 12, digest: digest('c') }) })).rejects.toMatchObject({
    reason: 'denied',
    message: expect.stringContaining('pre-receive hook declined'),
  });
  expect(main()).toBe(before);
  const nowhere = { url: `file://${root}/none`, branch: 'main', author, environment: process.env };
  await expect(GitBranch.use(nowhere, (branch) => branch.head())).rejects.toMatchObject({ reason: 'denied' });
});

test.each([
  ['!\tabc:refs/heads/main\t[rejected] (fetch first)', 'overtaken'],
  ['!\tabc:refs/heads/main\t[rejected] (non-fast-forward)', 'overtaken'],
  ['!\tabc:refs/heads/main\t[remote rejected] (failed to update ref)', 'overtaken'],
  ["!\tabc:main\t[remote rejected] (cannot lock ref 'refs/heads/main': is at 1f but expected 2e)", 'overtaken'],
  ['!\tabc:refs/heads/main\t[remote rejected] (protected branch hook declined)', 'denied'],
  ['remote: error: GH006: Protected branch update failed for refs/heads/main.', 'denied'],
  ['remote: error: GH001: Large files detected.', 'denied'],
  ['fatal: Authentication failed for https://github.com/acme/gitops.git/', 'denied'],
  ['remote: Permission to acme/gitops.git denied to someone.', 'denied'],
  ['fatal: unable to access: The requested URL returned error: 403', 'denied'],
  ['fatal: unable to access: Could not resolve host: github.com', 'unclear'],
  ['fatal: the remote end hung up unexpectedly', 'unclear'],
])('takes %j for %s', (words, answer) => {
  expect(answerOf(words).answer).toBe(answer);
});
