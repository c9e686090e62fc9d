import { GitHubServer } from '../../conformance/promotion/github-server';
import { COMMIT, FILE, component, digest } from '../promotion/promoted';
import { type Ran, run } from './run';

let server: GitHubServer;
const VALUES = 'image: {repository: ghcr.io/acme/order-service, digest: ""}\n';
const STAGING = 'staging.yaml';

beforeEach(async () => {
  const timed = VALUES.replace('}', ', commitTime: ""}');
  server = await GitHubServer.start({
    ...{ [FILE]: component(), 'values.yaml': VALUES, 'timed.yaml': timed },
    [STAGING]: component(digest('b')),
  });
});

afterEach(() => server.stop());

const environment = { SLIPWAY_TOKEN: GitHubServer.TOKEN };
const what = ['--service', 'order-service', '--environment', 'production', '--image', 'ghcr.io/acme/order-service'];
const build = ['--digest', digest('a'), '--source', COMMIT, '--order', '10'];

function promote(args: readonly string[], given: Readonly<Record<string, string>> = environment): Promise<Ran> {
  const api = ['--github', 'acme/gitops', '--api', server.address];
  return run(['promote', ...what, ...build, ...(args.includes('--repo') ? [] : api), ...args], { environment: given });
}

test('promotes, and says so in one line of JSON', async () => {
  const { code, out, err } = await promote(['--file', FILE]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.split('\n')).toHaveLength(2);
  expect(JSON.parse(out)).toEqual({
    ...{ service: 'order-service', environment: 'production', file: FILE },
    ...{ to: digest('a'), commit: server.history().at(-1)?.oid, changed: true },
  });
  expect(JSON.parse((await promote(['--file', FILE])).out)).toMatchObject({ changed: false, from: digest('a') });
});

test('takes Helm values, a token of GitHub, and opens a pull request', async () => {
  const given = { GITHUB_TOKEN: GitHubServer.TOKEN };
  const { out } = await promote(['--file', 'values.yaml', '--helm', '--pull-request'], given);
  expect(JSON.parse(out)).toMatchObject({ changed: true, pullRequest: { number: 1 } });
  expect(server.history('promote/production/order-service').at(-1)?.files.get('values.yaml')).toBe(
    VALUES.replace('""', `"${digest('a')}"`),
  );
});

test('writes when the commit was made', async () => {
  const { out } = await promote(['--file', 'timed.yaml', '--helm', '--commit-time', '2026-08-14T09:30:00Z']);
  expect(JSON.parse(out)).toMatchObject({ changed: true });
  expect(server.history().at(-1)?.files.get('timed.yaml')).toContain('commitTime: "2026-08-14T09:30:00Z"}');
  const { code, err } = await promote(['--file', 'values.yaml', '--helm', '--commit-time', '2026-08-14T09:30:00Z']);
  expect({ code, err }).toEqual({
    code: 1,
    err: 'slipway: values.yaml: expected a place for the time of the commit once, got it nowhere; write it once\n',
  });
});

test('ends with 1 and a sentence where the branch does not say it', async () => {
  expect(await promote(['--file', FILE, '--after', 'staging', '--after-file', STAGING])).toEqual({
    code: 1,
    out: '',
    err: `slipway: order-service to production: staging runs ${digest('b')}, not ${digest('a')}\n`,
  });
  expect((await promote(['--file', FILE], { SLIPWAY_TOKEN: 'wrong' })).code).toBe(1);
  expect((await promote(['--file', FILE, '--repo', 'file:///nowhere'])).code).toBe(1);
  expect(server.history()).toHaveLength(1);
});

test.each<readonly [readonly string[], string]>([
  [['--file', FILE, '--order', 'x'], "option '--order <number>' argument 'x' is invalid. Write a whole number."],
  [['--file', '../x'], 'PromotionTarget.file: expected a path inside the GitOps repository, got "../x"'],
  [['--file', FILE, '--digest', 'latest'], 'ImageDigest: expected "sha256:"'],
  [['--file', FILE, '--helm', '--value', 'image'], 'slipway promote: expected one of --helm and --value, got "image"'],
  [
    ['--file', FILE, '--after', 'staging'],
    'slipway promote: expected --after and --after-file together, got "staging"',
  ],
  [
    ['--file', FILE, '--repo', 'x', '--pull-request'],
    'slipway promote: expected --github with --pull-request, got "x"',
  ],
  [
    ['--file', FILE, '--repo', 'https://bot:secret@example.com/x'],
    'slipway promote --repo: expected an address without credentials, got "https://…@example.com/x"; put the token into SLIPWAY_TOKEN',
  ],
  [['--file', FILE, '--repo', '--upload-pack=x'], 'slipway promote --repo: expected an address without credentials'],
  [['--file', FILE, '--repo', 'x', '--author', 'me'], 'slipway promote --author: expected Name <mail>, got "me"'],
  [[], "required option '--file <path>' not specified"],
])('%j ends with 2', async (args, message) => {
  const { code, out, err } = await promote(args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(message);
  expect(err).not.toContain('secret');
});

test('needs a token, and one of the two ways', async () => {
  expect((await promote(['--file', FILE], {})).err).toBe(
    'slipway: slipway promote: expected a token in SLIPWAY_TOKEN or GITHUB_TOKEN, got nothing\n',
  );
  const neither = await run(['promote', ...what, ...build, '--file', FILE]);
  expect(neither).toMatchObject({
    code: 2,
    err: 'slipway: slipway promote: expected --repo or --github, got nothing\n',
  });
});

test('explains itself', async () => {
  const { code, out } = await run(['promote', '--help']);
  expect(code).toBe(0);
  expect(out).toContain('Exit codes: 0 the branch says so');
});
