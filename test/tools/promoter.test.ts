import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImageRepository, commitTimePatch } from '../../lib/model';
import { PromotionIntent, PromotionTarget } from '../../lib/promotion';
import { PROMOTER_VARIABLES, type PromoterProps, Variable, plainSh, promoterScript } from '../../lib/tools';
import { newFolder } from '../folder';
import { shellcheck, withShellcheck } from '../shellcheck';

const root = newFolder();
const bare = join(root, 'gitops.git');
const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const props: PromoterProps = {
  ...{ service: 'cart', environment: 'production', repository: ImageRepository.at('ghcr.io/acme/cart') },
  ...{ url: `file://${bare}`, folder: 'promoted/production/cart', ordered: true },
  after: { environment: 'staging', folder: 'promoted/staging/cart' },
};

beforeAll(() => {
  spawnSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', bare]);
  const file = `promoted/staging/cart/kustomization.yaml\ndata 80\n    digest: ${digest('a')}`;
  const head = 'commit refs/heads/main\ncommitter a <a@localhost.invalid> 1700000000 +0000\ndata 1\na\n';
  spawnSync('git', ['fast-import', '--quiet'], {
    cwd: bare,
    input: `${head}M 100644 inline ${file.replace('80', '83')}\n`,
  });
});

function promote(values: Readonly<Record<string, string>>, other: Partial<PromoterProps> = {}) {
  const cwd = join(root, 'work');
  mkdirSync(cwd, { recursive: true });
  const env = {
    ...{ PATH: process.env.PATH ?? '', HOME: root, TMPDIR: root },
    ...{ PROMOTE_IMAGE: `ghcr.io/acme/cart@${digest('a')}`, PROMOTE_COMMIT: '1'.repeat(40), PROMOTE_ORDER: '7' },
    ...values,
  };
  const script = promoterScript({ ...props, ...other });
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script], { cwd, env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('promotes with sh and git alone, says the revision where it is asked to, and refuses to go back', () => {
  const { status, stdout } = promote({
    PROMOTE_REVISION_FILE: 'revision',
    PROMOTE_TOKEN: 'unused',
    PROMOTE_RUN: 'run-1',
    PROMOTE_COMMIT_TIME: '2026-08-14T11:30:00+02:00',
  });
  const revision = readFileSync(join(root, 'work', 'revision'), 'utf8');
  expect({ status, stdout }).toEqual({ status: 0, stdout: `promoted by ${revision}\n` });
  const { stdout: file } = spawnSync('git', ['show', 'main:promoted/production/cart/kustomization.yaml'], {
    cwd: bare,
    encoding: 'utf8',
  });
  expect(file.split('\n').slice(1)).toEqual([
    `# commit: ${'1'.repeat(40)}`,
    '# run: run-1',
    '# order: 7',
    'apiVersion: kustomize.config.k8s.io/v1alpha1',
    'kind: Component',
    'images:',
    '  - name: ghcr.io/acme/cart',
    `    digest: ${digest('a')}`,
    'patches:',
    '  - target: { kind: Rollout|Deployment, name: cart }',
    `    patch: '${commitTimePatch('cart', '2026-08-14T11:30:00+02:00')}'`,
    '',
  ]);
  expect(promote({})).toEqual({ status: 0, stdout: `already promoted, seen at ${revision}\n`, stderr: '' });
  expect(promote({ PROMOTE_ORDER: '6', PROMOTE_COMMIT: '2'.repeat(40) })).toEqual({
    status: 1,
    stdout: '',
    stderr: 'number 7 is promoted, and this is number 6: this run was overtaken\n',
  });
});

test.each<readonly [Readonly<Record<string, string>>, string]>([
  [{ PROMOTE_IMAGE: `ghcr.io/acme/cart@${digest('b')}` }, 'staging does not run this image: promote it there first'],
  [{ PROMOTE_IMAGE: '' }, 'not an image by digest: '],
  [{ PROMOTE_ORDER: '' }, 'not a number: '],
  [{ PROMOTE_ORDER: '1 -o 1' }, 'not a number: 1 -o 1'],
  [{ PROMOTE_COMMIT: '$(touch x)' }, 'not a commit: $(touch x)'],
  [{ PROMOTE_COMMIT_TIME: "2026-08-14'T00:00:0Z" }, "not the time of a commit: 2026-08-14'T00:00:0Z"],
  [{ PROMOTE_COMMIT_TIME: '2026-08-14' }, 'not the time of a commit: 2026-08-14'],
  [
    { PROMOTE_COMMIT_TIME: '2026-08-14T09:30:00Z\nimages: []' },
    'not the time of a commit: 2026-08-14T09:30:00Z\nimages: []',
  ],
])('refuses %j', (values, message) => {
  expect(promote(values)).toEqual({ status: 1, stdout: '', stderr: `${message}\n` });
});

test('writes what `slipway promote` finds again: the other form of the promoter goes on with its file', () => {
  const file = 'promoted/staging/other/kustomization.yaml';
  const other: Partial<PromoterProps> = { folder: 'promoted/staging/other', ordered: false, after: undefined };
  expect(promote({ PROMOTE_COMMIT_TIME: '1786699800' }, other).status).toBe(0);
  const text = spawnSync('git', ['show', `main:${file}`], { cwd: bare, encoding: 'utf8' }).stdout;
  expect(text).toContain(commitTimePatch('cart', '2026-08-14T09:30:00Z'));
  const intent = PromotionIntent.of({
    ...{ service: 'cart', environment: 'staging', image: 'ghcr.io/acme/cart', digest: digest('b') },
    ...{ commit: '1'.repeat(40), order: 8, commitTime: '2026-08-15T10:00:00Z' },
  });
  expect(PromotionTarget.kustomize(file).apply(text, intent)).toEqual({
    text: text.replace(digest('a'), `"${digest('b')}"`).replace('2026-08-14T09:30:00Z', '2026-08-15T10:00:00Z'),
    from: digest('a'),
    changed: true,
  });
});

withShellcheck('shellcheck has nothing to say', () => {
  expect(shellcheck(promoterScript(props))).toBe('');
});

test('is the same text for every run: all that differs comes from the environment', () => {
  const script = promoterScript({ ...props, ordered: false, after: undefined });
  const read = [...script.matchAll(/\b(PROMOTE_[A-Z_]+)/g)].map(([, name]) => name);
  const { order, ...others } = PROMOTER_VARIABLES;
  expect([...new Set(read)].sort()).toEqual(Object.values(others).sort());
  expect(promoterScript(props)).toContain(order);
});

test.each<readonly [Partial<PromoterProps>, string]>([
  [{ service: 'Cart' }, 'Promoter.service: expected'],
  [{ environment: 'a/b' }, 'Promoter.environment: expected'],
  [{ folder: '../x' }, 'Promoter.folder: expected a path inside the GitOps repository, got "../x"'],
  [
    { after: { environment: 'staging', folder: '/x' } },
    'Promoter.after: expected a path inside the GitOps repository, got "/x"',
  ],
  [{ branch: 'a..b' }, 'Promoter.branch: expected a branch, got "a..b"'],
  [{ url: 'https://a:b@example.com/x' }, 'Promoter.url: expected an address that git can clone, without credentials'],
  [{ tries: 0 }, 'Promoter.tries: expected a whole number of 1 or more, got 0'],
])('does not take %j', (wrong, message) => {
  expect(() => promoterScript({ ...props, ...wrong })).toThrow(message);
});

test('the plain tag quotes literals and reads variables in quotes', () => {
  const { text } = plainSh`
    echo ${'a b'} ${"it's"} ${3} ${Variable.of('NAME')} ${'plain/word'} \${own}
  `;
  expect(text).toBe(`echo 'a b' 'it'\\''s' 3 "\${NAME:-}" plain/word \${own}`);
  expect(() => Variable.of('a-b')).toThrow('Variable: expected capital letters, digits and "_", got "a-b"');
});
