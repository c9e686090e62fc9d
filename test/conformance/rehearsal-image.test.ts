import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeImage } from '../../conformance/rehearsal/node/image';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-image-test-'));
  writeFileSync(join(folder, 'program'), 'a program');
  chmodSync(join(folder, 'program'), 0o755);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const image = () => ({ files: { '/bin/program': join(folder, 'program') }, entrypoint: ['/bin/program', 'serve'] });
const member = (archive: string, path: string) =>
  execFileSync('tar', ['--extract', '--to-stdout', '--file', archive, `./${path}`]);
const blob = (archive: string, digest: string) => member(archive, `blobs/${digest.replace(':', '/')}`);
const digestOf = (content: Buffer) => `sha256:${createHash('sha256').update(content).digest('hex')}`;

test('writes an OCI layout whose digests are those of its contents', async () => {
  const archive = join(folder, 'image.tar');
  await writeImage(archive, image());
  const index = JSON.parse(member(archive, 'index.json').toString()) as {
    manifests: { digest: string; size: number }[];
  };
  expect(index.manifests).toHaveLength(1);
  const [{ digest, size } = { digest: '', size: 0 }] = index.manifests;
  const text = blob(archive, digest);
  expect([digestOf(text), text.length]).toEqual([digest, size]);

  const manifest = JSON.parse(text.toString()) as { config: { digest: string }; layers: { digest: string }[] };
  const [layer] = manifest.layers.map((descriptor) => descriptor.digest);
  expect(digestOf(blob(archive, layer ?? ''))).toBe(layer);
  expect(JSON.parse(blob(archive, manifest.config.digest).toString())).toEqual({
    architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
    os: 'linux',
    config: { Entrypoint: ['/bin/program', 'serve'] },
    rootfs: { type: 'layers', diff_ids: [layer] },
  });
  const listed = execFileSync('tar', ['--list', '--verbose', '--numeric-owner'], {
    input: blob(archive, layer ?? ''),
  }).toString();
  expect(listed).toMatch(/^-rwxr-xr-x 0\/0 +9 1970-01-01 .* \.\/bin\/program$/m);
});

test('writes the same bytes for the same files', async () => {
  const [first, second] = [join(folder, 'first.tar'), join(folder, 'second.tar')];
  await writeImage(first, image());
  utimesSync(join(folder, 'program'), 1, 1);
  await writeImage(second, image());
  expect(readFileSync(second).equals(readFileSync(first))).toBe(true);
});
