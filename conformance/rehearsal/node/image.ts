import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { madeOnce } from '../../cache';
import { type Blob, type Layer, layerOnce } from './layer';

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
  /** What a registry knows it by: the digest of its manifest. */
  readonly digest: string;
  /** The layers and the configuration. */
  readonly content: readonly Blob[];
  readonly manifest: Blob;
}

/** Makes an image once; of a part that changes only its layer is made anew. */
export async function imageOnce(recipe: Recipe): Promise<Image> {
  const layers: Blob[] = [];
  for (const layer of recipe.layers) layers.push(await layerOnce(layer));
  const folder = await textsOnce(recipe.name, textsOf(recipe, layers));
  const [config, manifest] = [blobAt(join(folder, 'config')), blobAt(join(folder, 'manifest'))];
  return { name: recipe.name, digest: manifest.digest, content: [...layers, config], manifest };
}

const PATH = '/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const TYPE = 'application/vnd.oci.image';

type Texts = Readonly<Record<'config' | 'manifest', string>>;

function textsOf({ entrypoint, user = 65532, env = {} }: Recipe, layers: readonly Blob[]): Texts {
  const variables = Object.entries({ PATH, ...env }).map(([name, value]) => `${name}=${value}`);
  const config = JSON.stringify({
    architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
    os: 'linux',
    config: { User: String(user), Env: variables, ...(entrypoint ? { Entrypoint: entrypoint } : {}) },
    rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => digest) },
  });
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: `${TYPE}.manifest.v1+json`,
    config: { mediaType: `${TYPE}.config.v1+json`, digest: digestOf(config), size: Buffer.byteLength(config) },
    layers: layers.map(({ digest, size }) => ({ mediaType: `${TYPE}.layer.v1.tar`, digest, size })),
  });
  return { config, manifest };
}

function textsOnce(name: string, { config, manifest }: Texts): Promise<string> {
  const key = digestOf(manifest).slice('sha256:'.length, 23);
  return madeOnce(`rehearsal-image-${name.replaceAll(/[/:]/g, '-')}-${key}`, [__filename], (folder) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'config'), config);
    writeFileSync(join(folder, 'manifest'), manifest);
    return Promise.resolve();
  });
}

function blobAt(path: string): Blob {
  return { path, digest: digestOf(readFileSync(path, 'utf8')), size: statSync(path).size };
}

const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;
