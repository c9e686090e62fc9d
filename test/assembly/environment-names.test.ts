import { type ReadObject, type EnvironmentsBy, withEnvironments } from '../../lib/assembly/environment-names';

/** `folder/file:name`, and `overlay!name` for what was built. */
function objects(...places: string[]): ReadObject[] {
  return places.map((place) => {
    const [, overlay, file, name = ''] = /^(?:(.+)!)?(.+):(.+)$/.exec(place) ?? [];
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } };
    return { manifest: { object, environment: '', origin: { file } }, ...(overlay === undefined ? {} : { overlay }) };
  });
}

function names(by: EnvironmentsBy, places: string[], named: Record<string, string> = {}): string[] {
  return withEnvironments(objects(...places), { by, named: new Map(Object.entries(named)) }).map(
    ({ environment }) => environment,
  );
}

test('takes all for one environment while no object is in two folders', () => {
  expect(names('auto', ['tasks/a.yaml:a', 'pipelines/b.yaml:b', 'c.yaml:a2'])).toEqual(['', '', '']);
  expect(names('auto', ['tasks/a.yaml:a', 'tasks/b.yaml:a'])).toEqual(['', '']);
});

test('takes the first folders that tell the same objects apart', () => {
  expect(names('auto', ['dist/staging/api/a.yaml:a', 'dist/production/api/a.yaml:a', 'dist/ci/b.yaml:b'])).toEqual([
    'staging',
    'production',
    'ci',
  ]);
  expect(names('auto', ['k8s/staging/a.yaml:a', 'k8s/production/a.yaml:a', 'readme.md:b'])).toEqual([
    'staging',
    'production',
    '',
  ]);
});

test('takes overlays of one name for one environment, unless they hold the same object', () => {
  const places = ['a/over/staging!a/base/x.yaml:a', 'a/over/live!a/base/x.yaml:a', 'b/over/staging!b/base/x.yaml:b'];
  expect(names('auto', places)).toEqual(['staging', 'live', 'staging']);
  expect(names('auto', ['a/over/live!a/x.yaml:a', 'a/over/test!a/x.yaml:a', 'b/over/live!b/x.yaml:a'])).toEqual([
    'a/over/live',
    'a/over/test',
    'b/over/live',
  ]);
});

test('does as it is told', () => {
  const places = ['x/a/1.yaml:a', 'x/b/2.yaml:b'];
  expect(names('folder', places)).toEqual(['a', 'b']);
  expect(names('file', places)).toEqual(['x/a/1.yaml', 'x/b/2.yaml']);
  expect(names('none', ['x/a/1.yaml:a', 'x/b/2.yaml:a'])).toEqual(['', '']);
  expect(names('auto', ['x/a/1.yaml:a', 'x/b/deep/2.yaml:a'], { live: 'x/b' })).toEqual(['', 'live']);
});
