import { repositoryOf, tryParseImageReference } from '../../lib/model';
import * as fc from '../property';

const DIGEST = `sha256:${'0'.repeat(64)}`;

test.each([
  ['golang', { registry: 'docker.io', path: 'library/golang' }],
  ['golang:1.26', { registry: 'docker.io', path: 'library/golang', tag: '1.26' }],
  ['acme/api', { registry: 'docker.io', path: 'acme/api' }],
  ['docker.io/golang', { registry: 'docker.io', path: 'library/golang' }],
  ['index.docker.io/acme/api', { registry: 'docker.io', path: 'acme/api' }],
  ['Registry/api', { registry: 'Registry', path: 'api' }],
  ['[::1]:5000/api', { registry: '[::1]:5000', path: 'api' }],
  ['localhost/api', { registry: 'localhost', path: 'api' }],
  ['localhost:5000/api:v1', { registry: 'localhost:5000', path: 'api', tag: 'v1' }],
  [`ghcr.io/acme/api:v1@${DIGEST}`, { registry: 'ghcr.io', path: 'acme/api', tag: 'v1', digest: DIGEST }],
])('reads %s as container clients do', (text, expected) => {
  expect(tryParseImageReference(text)).toEqual(expected);
});

test.each([
  '',
  'Golang',
  'a b',
  'ghcr.io/',
  'api:',
  'api@sha256:12',
  `api@${DIGEST}@${DIGEST}`,
  'repo:sha-cache:abc',
  'ghcr.io/acme//api',
  '$(params.image)',
  `api@${DIGEST.toUpperCase()}`,
  `api@md5:${'0'.repeat(32)}`,
  `api@sha512:${'0'.repeat(64)}`,
  'ghcr..io/api',
  '-ghcr.io/api',
  '0'.repeat(64),
  `ghcr.io/${'a'.repeat(256)}`,
])('reads nothing from %p', (text) => {
  expect(tryParseImageReference(text)).toBeUndefined();
});

test('reads back every reference written in full', () => {
  const name = fc.stringMatching(/^[a-z0-9]{1,8}$/);
  const reference = fc.record({
    registry: fc.constantFrom('ghcr.io', 'localhost:5000'),
    path: fc.array(name, { minLength: 1, maxLength: 3 }),
    tag: name,
  });
  fc.assert(
    fc.property(reference, ({ registry, path, tag }) => {
      const parsed = tryParseImageReference(`${registry}/${path.join('/')}:${tag}@${DIGEST}`);
      expect(parsed).toEqual({ registry, path: path.join('/'), tag, digest: DIGEST });
      expect(parsed && repositoryOf(parsed)).toBe(`${registry}/${path.join('/')}`);
    }),
  );
});
