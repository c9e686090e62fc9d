import { PinnedImage } from '../../../lib/model';
import { RemoteTask } from '../../../lib/systems/tekton';

const contract = { podSecurity: 'baseline' } as const;
const commit = '0123456789abcdef0123456789abcdef01234567';
const sha = `sha256:${'a'.repeat(64)}`;
const params = (object: Record<string, string>) => Object.entries(object).map(([name, value]) => ({ name, value }));

test.each([
  [
    RemoteTask.hub({ name: 'git-clone', version: '1.7.0', catalog: 'git-clone' }, contract),
    'hub',
    { type: 'artifact', kind: 'task', catalog: 'git-clone', name: 'git-clone', version: '1.7.0' },
  ],
  [
    RemoteTask.git({ url: 'https://github.com/acme/tasks', revision: commit, pathInRepo: 'lint.yaml' }, contract),
    'git',
    { url: 'https://github.com/acme/tasks', revision: commit, pathInRepo: 'lint.yaml' },
  ],
  [
    RemoteTask.bundle({ bundle: PinnedImage.of(`ghcr.io/acme/tasks@${sha}`), name: 'lint' }, contract),
    'bundles',
    { bundle: `ghcr.io/acme/tasks@${sha}`, name: 'lint', kind: 'task' },
  ],
  [
    RemoteTask.http({ url: 'https://acme.test/lint.yaml', digest: sha }, contract),
    'http',
    { url: 'https://acme.test/lint.yaml', digest: sha },
  ],
  [
    RemoteTask.cluster({ name: 'lint', namespace: 'tasks' }, contract),
    'cluster',
    { kind: 'task', name: 'lint', namespace: 'tasks' },
  ],
])('render %#', (task, resolver, expected) => {
  expect(task._reference()).toEqual({ taskRef: { resolver, params: params(expected) } });
  expect(task.podSecurity).toBe('baseline');
});

test('refuse what can be moved to another content', () => {
  expect(() => RemoteTask.hub({ name: 'a', version: '>= 1.0.0' }, contract)).toThrow(
    'RemoteTask.version: expected one exact version such as "1.7.0", got ">= 1.0.0"',
  );
  expect(() => RemoteTask.git({ url: 'https://a', revision: 'main', pathInRepo: 'a' }, contract)).toThrow(
    'RemoteTask.revision: expected a commit of 40 hex digits, got "main"; a branch or tag can be moved',
  );
  expect(() => RemoteTask.git({ url: 'https://a', revision: commit.slice(1), pathInRepo: 'a' }, contract)).toThrow(
    `RemoteTask.revision: expected a commit of 40 hex digits, got "${commit.slice(1)}"; a branch or tag can be moved`,
  );
  expect(() => RemoteTask.http({ url: 'https://a', digest: 'sha256:a' }, contract)).toThrow(
    'RemoteTask.digest: expected "sha256:" or "sha512:" and the hex digits, got "sha256:a"',
  );
  expect(() => RemoteTask.http({ url: 'http://a', digest: sha }, contract)).toThrow(
    'RemoteTask.url: expected an https URL, got "http://a"',
  );
});
