import { type Fault, GitHubServer } from '../../conformance/promotion/github-server';
import {
  type Branch,
  GitHubApi,
  GitHubBranch,
  type Promoted,
  type PromotionProps,
  PromotionTarget,
  type Proposed,
  PullRequests,
  promote,
  propose,
} from '../../lib/promotion';
import { Duration } from '../../lib/model';
import { COMMIT, FILE, component, digest, intent, target } from './promoted';

const STAGING = 'promoted/staging/order-service/kustomization.yaml';
const quick = { first: Duration.millis(1), intent: intent(), target };
const after = { environment: 'staging', target: PromotionTarget.kustomize(STAGING) };
const servers: GitHubServer[] = [];

afterAll(() => Promise.all(servers.map((server) => server.stop())));

async function started(fault?: () => Fault): Promise<GitHubServer> {
  const files = { [FILE]: component(), [STAGING]: component(`"${digest('a')}"`), 'README.md': 'gitops\n' };
  const server = await GitHubServer.start(files, fault);
  servers.push(server);
  return server;
}

function apiOf(server: GitHubServer, token = GitHubServer.TOKEN): GitHubApi {
  return new GitHubApi({ address: server.address, token });
}

function branchOf(server: GitHubServer, branch = 'main'): GitHubBranch {
  return new GitHubBranch(apiOf(server), { repository: 'acme/gitops', branch });
}

function run(server: GitHubServer, props: Partial<PromotionProps> = {}): Promise<Promoted> {
  return promote(branchOf(server), { ...quick, ...props });
}

test('writes the digest in one commit on the head, and says what it did', async () => {
  const server = await started();
  const promoted = await run(server, { after });
  const [first, last, ...more] = server.history();
  expect(more).toEqual([]);
  expect(promoted).toEqual({ to: digest('a'), commit: last?.oid, changed: true });
  expect(last).toEqual({
    oid: promoted.commit,
    parent: first?.oid,
    message: expect.stringMatching(/^Promote order-service to production\n\nPromoted-Service: order-service\n/),
    files: new Map(first?.files).set(FILE, component(`"${digest('a')}"`)),
  });
});

test('is content where it is said already, without a commit', async () => {
  const server = await started();
  const { commit } = await run(server);
  expect(await run(server, { intent: intent({ order: 3 }) })).toEqual({
    from: digest('a'),
    to: digest('a'),
    commit,
    changed: false,
  });
  expect(server.history()).toHaveLength(2);
});

test('starts over on the new head where another was faster, and keeps what the other wrote', async () => {
  const server = await started();
  let others = 2;
  const raced = interposed(branchOf(server), () => {
    if (others-- > 0) server.push('other', `${others}`);
  });
  expect(await promote(raced, quick)).toMatchObject({ changed: true });
  expect(server.history()).toHaveLength(4);
  expect(server.history().at(-1)?.files.get('other')).toBe('0');
});

test('gives up, and fails, where the branch moves at each try', async () => {
  const server = await started();
  const raced = interposed(branchOf(server), () => server.push('other', `${Math.random()}`));
  await expect(promote(raced, { ...quick, tries: 3 })).rejects.toMatchObject({
    reason: 'lost',
    message: expect.stringMatching(
      /^order-service to production: other commits were faster at every try: tried 3 times, last on [0-9a-f]{40}$/,
    ),
  });
  await expect(promote(raced, { ...quick, deadline: Duration.zero })).rejects.toThrow('tried once');
});

test('refuses to go back unless it is told to', async () => {
  const server = await started();
  await run(server);
  for (let i = 0; i < 12; i++) server.push(FILE, `${server.history().at(-1)?.files.get(FILE)}# ${i}\n`);
  const older = intent({ order: 9, digest: digest('b') });
  await expect(run(server, { intent: older })).rejects.toMatchObject({
    reason: 'order',
    message: `order-service to production: number 10 of ${COMMIT} is promoted, and this is number 9: a newer build was faster`,
  });
  expect(await run(server, { intent: older, allowRollback: true })).toMatchObject({ from: digest('a'), changed: true });
});

test('refuses what the environment before does not run', async () => {
  const server = await started();
  await expect(run(server, { after, intent: intent({ digest: digest('b') }) })).rejects.toMatchObject({
    reason: 'before',
    message: `order-service to production: staging runs ${digest('a')}, not ${digest('b')}`,
  });
  const nowhere = { environment: 'qa', target: PromotionTarget.kustomize('qa.yaml') };
  await expect(run(server, { after: nowhere })).rejects.toThrow(
    /^qa\.yaml: expected a file, got none in [0-9a-f]{40}; write it once$/,
  );
  expect(server.history()).toHaveLength(1);
});

test('does not take an answer for the change: it asks the branch', async () => {
  const server = await started();
  const lying: Branch = Object.assign(Object.create(branchOf(server)) as Branch, {
    commit: () => Promise.resolve({ commit: 'f'.repeat(40) }),
  });
  await expect(promote(lying, quick)).rejects.toMatchObject({ reason: 'unseen' });
});

test.each<Fault>(['lost after', 'lost before', 'unavailable'])(
  'an answer that is %s makes no second commit',
  async (fault) => {
    let requests = 0;
    // Head, file, history, and then the commit.
    const server = await started(() => (++requests === 4 ? fault : 'none'));
    expect(await run(server)).toMatchObject({ to: digest('a'), changed: fault !== 'lost after' });
    expect(server.history()).toHaveLength(2);
  },
);

test('fails at once where GitHub does not let it', async () => {
  const server = await started();
  server.protectedBranch = true;
  await expect(run(server)).rejects.toMatchObject({
    reason: 'denied',
    message: 'GitHub refuses the commit: UNPROCESSABLE: Changes must be made through a pull request.',
  });
  const stranger = new GitHubBranch(apiOf(server, 'wrong'), { repository: 'acme/gitops', branch: 'main' });
  await expect(promote(stranger, quick)).rejects.toThrow('GitHub refuses GraphQL with 401: Bad credentials');
  const elsewhere = new GitHubBranch(apiOf(server), { repository: 'acme/other', branch: 'main' });
  await expect(promote(elsewhere, quick)).rejects.toThrow('Could not resolve to a Repository');
  await expect(promote(branchOf(server, 'trunk'), quick)).rejects.toThrow('acme/gitops has no branch trunk');
});

test('four answers that never come are a failure', async () => {
  let requests = 0;
  const server = await started(() => (++requests % 4 === 0 ? 'lost before' : 'none'));
  await expect(run(server)).rejects.toMatchObject({ reason: 'denied' });
  expect(server.history()).toHaveLength(1);
});

describe('as a pull request', () => {
  const BRANCH = 'promote/production/order-service';
  const ask = (server: GitHubServer, props: Partial<PromotionProps> = {}): Promise<Proposed> => {
    const requests = new PullRequests(apiOf(server), { repository: 'acme/gitops', base: 'main' });
    return propose(branchOf(server), requests, { ...quick, ...props });
  };

  test('opens one, and moves its branch for a newer build', async () => {
    const server = await started();
    const url = 'https://github.com/acme/gitops/pull/1';
    expect(await ask(server)).toMatchObject({ to: digest('a'), changed: true, pullRequest: { number: 1, url } });
    const second = await ask(server, { intent: intent({ order: 11, digest: digest('b') }) });
    expect(second).toMatchObject({ changed: true, pullRequest: { number: 1, url } });
    expect(server.pulls).toMatchObject([{ title: 'Promote order-service to production', head: BRANCH }]);
    expect(server.pulls[0]?.body).toContain('Source-Order: 11');
    expect(server.history(BRANCH)).toHaveLength(2);
    expect(server.history()).toHaveLength(1);
  });

  test('leaves it alone where it says so already, and does not open one for what is merged', async () => {
    const server = await started();
    const { commit } = await ask(server);
    expect(await ask(server)).toMatchObject({ commit, changed: false, pullRequest: { number: 1 } });
    server.refs.set('refs/heads/main', commit);
    expect(await ask(server)).toEqual({ from: digest('a'), to: digest('a'), commit, changed: false });
  });

  test('stands on the head again when the branch below it has moved', async () => {
    const server = await started();
    await ask(server);
    server.push('other', 'x');
    expect(await ask(server)).toMatchObject({ changed: true });
    expect(server.history(BRANCH).map(({ message }) => message.split('\n')[0])).toEqual([
      'first',
      'other',
      'Promote order-service to production',
    ]);
  });

  test('an older build does not take the place of a newer one that waits', async () => {
    const server = await started();
    await ask(server);
    await expect(ask(server, { intent: intent({ order: 9, digest: digest('b') }) })).rejects.toMatchObject({
      reason: 'order',
      message: `order-service to production: number 10 waits in ${BRANCH}, and this is number 9`,
    });
  });

  test('does not overwrite a branch that somebody moved meanwhile', async () => {
    const server = await started();
    const branch = branchOf(server);
    let once = true;
    const raced = Object.assign(Object.create(branch) as GitHubBranch, {
      propose: (...args: Parameters<GitHubBranch['propose']>) => {
        if (once) server.refs.set(`refs/heads/${BRANCH}`, server.refs.get('refs/heads/main') ?? '');
        once = false;
        return branch.propose(...args);
      },
    });
    const requests = new PullRequests(apiOf(server), { repository: 'acme/gitops', base: 'main' });
    expect(await propose(raced, requests, quick)).toMatchObject({ changed: true });
    expect(server.history(BRANCH)).toHaveLength(2);
  });
});

/** A branch before each of whose commits something happens. */
function interposed(branch: GitHubBranch, happens: () => void): Branch {
  return Object.assign(Object.create(branch) as Branch, {
    commit: (...args: Parameters<Branch['commit']>) => {
      happens();
      return branch.commit(...args);
    },
  });
}
