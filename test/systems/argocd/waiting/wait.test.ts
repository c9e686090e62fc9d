import { Duration } from '../../../../lib/model';
import { ArgoCdApi, Awaited, type Ended, waitFor } from '../../../../lib/systems/argocd/waiting';
import { run } from '../../../cli/run';
import { type Answer, ArgoCdServer } from './argo-cd-server';

const OLD = 'a'.repeat(40);
const NEW = 'b'.repeat(40);
const NEWER = 'c'.repeat(40);
const DIGEST = `sha256:${'d'.repeat(64)}`;
const IMAGE = `ghcr.io/acme/api@${DIGEST}`;

/** What Argo CD says of an Application whose last sync was of the commit that it is at. */
function at(revision: string, health = 'Healthy', phase = 'Succeeded', more: object = {}): object {
  const operationState = { phase, message: 'one or more tasks failed', syncResult: { revision } };
  return { sync: { status: 'Synced', revision }, health: { status: health }, operationState, ...more };
}

/** The new commit is seen, and its sync has not begun: the last one was of the old. */
const seen = { ...at(OLD), sync: { status: 'OutOfSync', revision: NEW } };

async function against<T>(answers: readonly Answer[], work: (server: ArgoCdServer) => Promise<T>): Promise<T> {
  const server = await ArgoCdServer.start(answers);
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

interface Patience {
  readonly awaited?: Awaited;
  /** Milliseconds for everything, for one answer, and for being degraded. */
  readonly deadline?: number;
  readonly answer?: number;
  readonly degraded?: number;
}

async function wait(
  answers: readonly Answer[],
  { awaited = Awaited.commit(NEW), deadline = 20_000, answer = 20_000, degraded = 20_000 }: Patience = {},
): Promise<{ readonly ended: Ended; readonly told: readonly string[]; readonly asked: readonly string[] }> {
  return against(answers, async (server) => {
    const told: string[] = [];
    const props = { address: server.address, token: ArgoCdServer.TOKEN, application: 'api', patience: answer };
    const ended = await waitFor({
      ...{ api: new ArgoCdApi(props), awaited, deadline: Duration.millis(deadline), every: Duration.millis(1) },
      patience: Duration.millis(degraded),
      tell: (text) => told.push(text),
    });
    return { ended, told, asked: server.asked };
  });
}

test('does not believe what is said of the old commit, and asks to look at Git until the new one is seen', async () => {
  const { ended, told, asked } = await wait([
    ...[at(OLD), at(OLD), seen, at(NEW, 'Progressing', 'Running'), at(NEW, 'Progressing'), at(NEW)],
  ]);
  expect(ended).toEqual({ state: 'arrived' });
  expect(told).toEqual([
    'Argo CD is at aaaaaaaaaaaa',
    'it is OutOfSync and Healthy',
    'the sync is Running',
    'it is Synced and Progressing',
  ]);
  const path = '/api/v1/applications/api';
  expect(asked).toEqual([`${path}?refresh=hard`, `${path}?refresh=normal`, `${path}?refresh=normal`, path, path, path]);
});

test('goes on after an answer that never comes, and after an error of the server', async () => {
  const { ended, told } = await wait(['hangs', 502, at(OLD), 'hangs', at(NEW)], { answer: 300 });
  expect(ended).toEqual({ state: 'arrived' });
  expect(told).toEqual([
    'Argo CD has not answered (no answer)',
    'Argo CD is at aaaaaaaaaaaa',
    'Argo CD is at aaaaaaaaaaaa (no answer)',
  ]);
});

test('waits while a canary pauses, until the deadline', async () => {
  const late = await wait([at(NEW, 'Suspended')], { deadline: 50 });
  expect(late.ended).toEqual({ state: 'late', why: 'it is Suspended: a rollout pauses' });
  expect((await wait([at(NEW, 'Suspended'), at(NEW)])).ended).toEqual({ state: 'arrived' });
});

test('forgives a Rollout that is degraded for a moment, not one that stays so', async () => {
  expect((await wait([at(NEW, 'Degraded'), at(NEW, 'Degraded'), at(NEW)])).ended).toEqual({ state: 'arrived' });
  expect((await wait([at(NEW, 'Degraded')], { degraded: 30 })).ended).toEqual({
    state: 'failed',
    why: 'it is Degraded since 30ms',
  });
});

test('ends at once when the sync of the commit has failed, not when that of the old one had', async () => {
  const failed = { state: 'failed', why: 'the sync has ended Failed: one or more tasks failed' };
  expect((await wait([at(NEW, 'Healthy', 'Failed')])).ended).toEqual(failed);
  expect((await wait([at(OLD, 'Healthy', 'Failed'), at(NEW)])).ended).toEqual({ state: 'arrived' });
});

test('counts a commit that others have followed', async () => {
  const history = [{ revision: NEW }, { revision: NEWER }];
  expect((await wait([at(NEWER, 'Healthy', 'Succeeded', { history })])).ended).toEqual({ state: 'arrived' });
  expect((await wait([at(NEWER)], { deadline: 50 })).ended).toEqual({
    state: 'late',
    why: 'Argo CD is at cccccccccccc',
  });
});

test('waits for an image, whatever the commit', async () => {
  const awaited = Awaited.image(DIGEST);
  const images = { summary: { images: ['ghcr.io/acme/api:v1', IMAGE] } };
  const { ended, told } = await wait(
    [at(OLD), at(NEW, 'Suspended', 'Succeeded', images), at(NEW, 'Healthy', 'Succeeded', images)],
    { awaited },
  );
  expect(ended).toEqual({ state: 'arrived' });
  expect(told).toEqual(['Argo CD is at aaaaaaaaaaaa', 'it is Suspended: a rollout pauses']);
  const failed = { state: 'failed', why: 'the sync has ended Error: one or more tasks failed' };
  expect((await wait([at(NEW, 'Healthy', 'Error', images)], { awaited })).ended).toEqual(failed);
});

test.each([
  [() => Awaited.commit('main'), 'Awaited.commit: expected 40 hex digits, got "main"'],
  [() => Awaited.image('sha256:1'), 'ImageDigest: expected "sha256:" and 64 lower-case hex digits, got "sha256:1"'],
])('refuses %#', (make, message) => {
  expect(make).toThrow(message);
});

describe('slipway wait', () => {
  const environment = { ARGOCD_AUTH_TOKEN: ArgoCdServer.TOKEN };
  const quick = ['--every', '0.001', '--patience', '0.01'];

  test.each<[number, Answer, object, string?]>([
    [0, at(NEW), { state: 'arrived' }],
    [1, at(NEW, 'Degraded'), { state: 'failed', why: 'it is Degraded since 10ms' }],
    [3, at(OLD), { state: 'late', why: 'Argo CD is at aaaaaaaaaaaa' }, '0.05'],
  ])('ends with %d', async (code, answer, ended, deadline = '20') => {
    const ran = await against([answer], (server) =>
      run(
        ['wait', '--server', server.address, '--application', 'api', '--commit', NEW, ...quick, '--deadline', deadline],
        { environment },
      ),
    );
    expect(ran.code).toBe(code);
    expect(JSON.parse(ran.out)).toEqual({ application: 'api', awaited: `commit ${NEW}`, ...ended });
  });

  test('ends with 2 where it is not let in, and names the namespace that it asks for', async () => {
    const [ran, asked] = await against(
      [at(NEW)],
      async (server): Promise<[{ code: number; err: string }, string[]]> => {
        const args = ['--server', server.address, '--application', 'api', '--namespace', 'apps', '--digest', DIGEST];
        return [await run(['wait', ...args], { environment: { ARGOCD_AUTH_TOKEN: 'wrong' } }), server.asked];
      },
    );
    expect(ran).toMatchObject({ code: 2, err: 'slipway: Argo CD answers 401 for the Application api\n' });
    expect(asked).toEqual(['/api/v1/applications/api?refresh=hard&appNamespace=apps']);
  });

  test.each([
    [{}, [], 'slipway wait: expected a token in ARGOCD_AUTH_TOKEN, got nothing'],
    [environment, [], 'slipway wait: expected one of --commit and --digest, got nothing'],
    [
      environment,
      ['--commit', NEW, '--digest', DIGEST],
      `slipway wait: expected one of --commit and --digest, got "${NEW}"`,
    ],
    [
      environment,
      ['--commit', NEW, '--server', 'http://user:secret@argocd.acme.dev'],
      'slipway wait --server: expected an https address without credentials, got "http://…@argocd.acme.dev"',
    ],
  ])('refuses what it cannot understand: %#', async (given, more, message) => {
    const args = ['wait', '--server', 'https://argocd.acme.dev', '--application', 'api', ...more];
    expect(await run(args, { environment: given })).toEqual({ code: 2, out: '', err: `slipway: ${message}\n` });
  });

  test('takes seconds as numbers alone', async () => {
    const { code } = await run(['wait', '--server', 'https://a', '--application', 'api', '--deadline', '5m']);
    expect(code).toBe(2);
  });
});
