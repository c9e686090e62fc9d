import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type Image, imageOnce } from '../../conformance/rehearsal/node/image';
import { layerOnce } from '../../conformance/rehearsal/node/layer';
import { fillStorage } from '../../conformance/rehearsal/node/registry-storage';

let folder: string;
const cache = process.env.SLIPWAY_CACHE;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-recipe-test-'));
  process.env.SLIPWAY_CACHE = join(folder, 'cache');
  mkdirSync(join(folder, 'root', 'etc'), { recursive: true });
  writeFileSync(join(folder, 'root', 'etc', 'passwd'), 'root:x:0:0::/:/bin/sh\n');
  writeFileSync(join(folder, 'program'), 'one');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
  if (cache === undefined) delete process.env.SLIPWAY_CACHE;
  else process.env.SLIPWAY_CACHE = cache;
});

const make = (env: Readonly<Record<string, string>> = {}): Promise<Image> =>
  imageOnce({
    name: 'tools/program:1',
    layers: [{ folder: join(folder, 'root') }, { files: { 'usr/bin/program': join(folder, 'program') } }],
    entrypoint: ['/usr/bin/program'],
    env,
  });

const digestOf = (path: string): string => `sha256:${createHash('sha256').update(readFileSync(path)).digest('hex')}`;
const contentOf = ({ content, manifest }: Image, digest: string): Buffer => {
  const blob = [...content, manifest].find((one) => one.digest === digest);
  if (blob === undefined) throw new Error(`no blob ${digest}`);
  return readFileSync(blob.path);
};
const json = (image: Image, digest: string) =>
  JSON.parse(contentOf(image, digest).toString()) as {
    config: Record<string, unknown> & { digest: string };
    layers: readonly { digest: string }[];
  };
const listed = (layer: Buffer, ...flags: readonly string[]): readonly string[] =>
  execFileSync('tar', ['--list', ...flags], { input: layer, env: { ...process.env, TZ: 'UTC' } })
    .toString()
    .trim()
    .split('\n');

test('an image has a manifest of its digest, whose layers lie over each other in order', async () => {
  const image = await make({ HOME: '/' });
  const manifest = json(image, image.digest);
  expect(json(image, manifest.config.digest).config).toEqual({
    User: '65532',
    Env: ['PATH=/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'HOME=/'],
    Entrypoint: ['/usr/bin/program'],
  });
  const layers = manifest.layers.map(({ digest }) => contentOf(image, digest));
  expect(layers.map((layer) => listed(layer))).toEqual([
    ['./', './etc/', './etc/passwd'],
    ['./', './usr/', './usr/bin/', './usr/bin/program'],
  ]);
  const digests = layers.map((layer) => `sha256:${createHash('sha256').update(layer).digest('hex')}`);
  expect(digests).toEqual(manifest.layers.map(({ digest }) => digest));
});

test('everybody may write to a cache, and nothing in it is ever too old', async () => {
  const { path } = await layerOnce({ files: { 'cache/entry': join(folder, 'program') }, cache: true });
  const whole = listed(readFileSync(path), '--verbose', '--full-time').map((line) => line.split(/\s+/));
  expect(whole.map(([mode, , , date, , name]) => [mode, date, name])).toEqual([
    ['drwxrwxrwx', '2100-01-01', './'],
    ['drwxrwxrwx', '2100-01-01', './cache/'],
    ['-rw-rw-rw-', '2100-01-01', './cache/entry'],
  ]);
});

test('an image in the storage of a registry is found by its digest and by its tag', async () => {
  const image = await make();
  const storage = join(folder, 'registry');
  fillStorage(storage, image);
  fillStorage(storage, { ...image, name: 'tools/other:2' });
  const root = join(storage, 'docker', 'registry', 'v2');
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map((file) => {
    const path = join(file.parentPath, file.name);
    return [relative(root, path), file.name === 'link' ? readFileSync(path, 'utf8') : digestOf(path)];
  });
  const hexOf = (digest: string) => digest.slice('sha256:'.length);
  const linked = (place: string, { digest }: { digest: string }) => [
    `repositories/${place}/sha256/${hexOf(digest)}/link`,
    digest,
  ];
  const told = (repository: string, tag: string) => [
    ...image.content.map((blob) => linked(`${repository}/_layers`, blob)),
    linked(`${repository}/_manifests/revisions`, image),
    linked(`${repository}/_manifests/tags/${tag}/index`, image),
    [`repositories/${repository}/_manifests/tags/${tag}/current/link`, image.digest],
  ];
  const blobs = [...image.content, image.manifest].map(({ digest }) => [
    `blobs/sha256/${hexOf(digest).slice(0, 2)}/${hexOf(digest)}/data`,
    digest,
  ]);
  expect(texts.sort()).toEqual([...blobs, ...told('tools/program', '1'), ...told('tools/other', '2')].sort());
});

test('the same files make the same digest elsewhere, and another program another one', async () => {
  const { digest } = await make();
  process.env.SLIPWAY_CACHE = join(folder, 'elsewhere');
  expect((await make()).digest).toBe(digest);
  writeFileSync(join(folder, 'program'), 'two');
  expect((await make()).digest).not.toBe(digest);
});
