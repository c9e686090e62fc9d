import { createHash } from 'node:crypto';
import {
  createReadStream,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { madeOnce } from '../../cache';
import { mustRun } from '../../command';

/** A layer: the files of a folder, or single files by the path that they get in the image. */
export type Layer = { readonly folder: string } | { readonly files: Readonly<Record<string, string>> };

/** What an image is made of. */
export interface Recipe {
  /** Path below a registry, with tag: `tekton/controller:v1.15.0`. */
  readonly name: string;
  /** Laid over each other, the lowest first. */
  readonly layers: readonly Layer[];
  /** @default - none: whoever runs it says what */
  readonly entrypoint?: readonly string[];
  /** @default 65532 */
  readonly user?: number;
  /** @default - PATH alone */
  readonly env?: Readonly<Record<string, string>>;
}

/** An image on disk that everybody would make byte by byte the same from the same files. */
export interface Image {
  readonly name: string;
  /** Path of the OCI archive. */
  readonly archive: string;
  /** What a registry knows it by. */
  readonly digest: string;
}

/** Writes the archive of an image once; a part that changes makes it anew. */
export async function imageOnce(recipe: Recipe): Promise<Image> {
  const key = createHash('sha256').update(JSON.stringify(recipe)).update(stampOf(recipe)).digest('hex').slice(0, 16);
  const folder = await madeOnce(
    `rehearsal-image-${recipe.name.replaceAll(/[/:]/g, '-')}-${key}`,
    [__filename],
    (unfinished) => writeArchive(recipe, unfinished),
  );
  const digest = readFileSync(join(folder, 'digest'), 'utf8');
  return { name: recipe.name, archive: join(folder, 'image.tar'), digest };
}

const PATH = '/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const TYPE = 'application/vnd.oci.image';

interface Blob {
  readonly digest: string;
  readonly size: number;
}

async function writeArchive(recipe: Recipe, folder: string): Promise<void> {
  const layout = join(folder, 'layout');
  const blobs = join(layout, 'blobs', 'sha256');
  mkdirSync(blobs, { recursive: true });
  const layers: Blob[] = [];
  for (const layer of recipe.layers) layers.push(await writeLayer(layer, blobs));
  const { entrypoint, user = 65532, env = {} } = recipe;
  const variables = Object.entries({ PATH, ...env }).map(([name, value]) => `${name}=${value}`);
  const config = writeBlob(blobs, {
    architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
    os: 'linux',
    config: { User: String(user), Env: variables, ...(entrypoint ? { Entrypoint: entrypoint } : {}) },
    rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => digest) },
  });
  const manifest = writeBlob(blobs, {
    schemaVersion: 2,
    mediaType: `${TYPE}.manifest.v1+json`,
    config: { mediaType: `${TYPE}.config.v1+json`, ...config },
    layers: layers.map((layer) => ({ mediaType: `${TYPE}.layer.v1.tar`, ...layer })),
  });
  const annotations = { 'org.opencontainers.image.ref.name': recipe.name };
  const index = { schemaVersion: 2, manifests: [{ mediaType: `${TYPE}.manifest.v1+json`, ...manifest, annotations }] };
  writeFileSync(join(layout, 'index.json'), JSON.stringify(index));
  writeFileSync(join(layout, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  await mustRun('tar', ['--directory', layout, '--create', '--file', join(folder, 'image.tar'), ...SAME, '.']);
  writeFileSync(join(folder, 'digest'), manifest.digest);
  rmSync(layout, { recursive: true });
}

/** What would tell one making from the next. */
const SAME = ['--sort=name', '--mtime=@0', '--numeric-owner'];

async function writeLayer(layer: Layer, blobs: string): Promise<Blob> {
  const staged = join(blobs, 'staged');
  if ('files' in layer) {
    for (const [path, source] of Object.entries(layer.files)) {
      mkdirSync(dirname(join(staged, path)), { recursive: true });
      cpSync(source, join(staged, path), { recursive: true, verbatimSymlinks: true });
    }
  }
  const folder = 'files' in layer ? staged : layer.folder;
  const archive = join(blobs, 'layer');
  await mustRun('tar', ['--directory', folder, '--create', '--file', archive, ...SAME, '.']);
  rmSync(staged, { recursive: true, force: true });
  const hash = createHash('sha256');
  await pipeline(createReadStream(archive), hash);
  const hex = hash.digest('hex');
  renameSync(archive, join(blobs, hex));
  return { digest: `sha256:${hex}`, size: statSync(join(blobs, hex)).size };
}

function writeBlob(blobs: string, content: object): Blob {
  const text = JSON.stringify(content);
  const hex = createHash('sha256').update(text).digest('hex');
  writeFileSync(join(blobs, hex), text);
  return { digest: `sha256:${hex}`, size: Buffer.byteLength(text) };
}

/** Folders and programs of the cache are never changed, and their paths name the hash of their sources; small files may be. */
function stampOf({ layers }: Recipe): string {
  const paths = layers.flatMap((layer) => ('files' in layer ? Object.values(layer.files) : []));
  const small = paths
    .map((path) => ({ path, stat: statSync(path) }))
    .filter(({ stat }) => stat.isFile() && stat.size < 1e6);
  return small.map(({ path }) => readFileSync(path, 'utf8')).join('\0');
}
