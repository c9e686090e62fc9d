import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Image, imageOnce } from '../../conformance/rehearsal/node/image';

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

const member = ({ archive }: Image, path: string) =>
  execFileSync('tar', ['--extract', '--to-stdout', '--file', archive, `./${path}`]);
const json = (image: Image, digest: string) =>
  JSON.parse(member(image, `blobs/${digest.replace(':', '/')}`).toString()) as {
    config: Record<string, unknown> & { digest: string };
    layers: readonly { digest: string }[];
  };

test('an archive holds a manifest of its digest, whose layers lie over each other in order', async () => {
  const image = await make({ HOME: '/' });
  const manifest = json(image, image.digest);
  expect(json(image, manifest.config.digest).config).toEqual({
    User: '65532',
    Env: ['PATH=/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'HOME=/'],
    Entrypoint: ['/usr/bin/program'],
  });
  const layers = manifest.layers.map(({ digest }) => member(image, `blobs/${digest.replace(':', '/')}`));
  const contents = layers.map((layer) => execFileSync('tar', ['--list'], { input: layer }).toString().split('\n'));
  expect(contents).toEqual([
    ['./', './etc/', './etc/passwd', ''],
    ['./', './usr/', './usr/bin/', './usr/bin/program', ''],
  ]);
  const digests = layers.map((layer) => `sha256:${createHash('sha256').update(layer).digest('hex')}`);
  expect(digests).toEqual(manifest.layers.map(({ digest }) => digest));
});

test('the same files make the same digest elsewhere, and another program another one', async () => {
  const { digest } = await make();
  process.env.SLIPWAY_CACHE = join(folder, 'elsewhere');
  expect((await make()).digest).toBe(digest);
  writeFileSync(join(folder, 'program'), 'two');
  expect((await make()).digest).not.toBe(digest);
});
