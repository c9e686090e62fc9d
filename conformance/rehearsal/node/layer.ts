import { createHash } from 'node:crypto';
import { createReadStream, cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { madeOnce } from '../../cache';
import { mustRun } from '../../command';

/** A layer: the files of a folder, or single files and folders by the path that they get in the image. */
export type Layer = ({ readonly folder: string } | { readonly files: Readonly<Record<string, string>> }) & {
  /** Whether it is a cache: everybody may write to it, and nothing in it is ever too old. @default false */
  readonly cache?: boolean;
};

/** A file that a registry knows by its digest. */
export interface Blob {
  readonly path: string;
  readonly digest: string;
  readonly size: number;
}

/** Writes the archive of a layer once; images that have the same one share it. */
export async function layerOnce(layer: Layer): Promise<Blob> {
  const key = createHash('sha256').update(JSON.stringify(layer)).update(stampOf(layer)).digest('hex').slice(0, 16);
  const folder = await madeOnce(`rehearsal-layer-${key}`, [__filename], async (unfinished) => {
    const archive = join(unfinished, 'layer.tar');
    await writeArchive(layer, archive);
    const hash = createHash('sha256');
    await pipeline(createReadStream(archive), hash);
    writeFileSync(join(unfinished, 'digest'), `sha256:${hash.digest('hex')}`);
  });
  const path = join(folder, 'layer.tar');
  return { path, digest: readFileSync(join(folder, 'digest'), 'utf8'), size: statSync(path).size };
}

/** What would tell one making from the next. */
const SAME = ['--sort=name', '--numeric-owner'];

/** Caches look at the time of a file to see what nobody has used lately: one in the future is left alone. */
const [LONG_AGO, YEARS_AHEAD] = ['--mtime=@0', '--mtime=@4102444800'];

async function writeArchive(layer: Layer, archive: string): Promise<void> {
  const staged = `${archive}.files`;
  if ('files' in layer) {
    for (const [path, source] of Object.entries(layer.files)) {
      mkdirSync(dirname(join(staged, path)), { recursive: true });
      cpSync(source, join(staged, path), { recursive: true, verbatimSymlinks: true });
    }
  }
  const folder = 'files' in layer ? staged : layer.folder;
  const told = layer.cache === true ? [YEARS_AHEAD, '--mode=a+rwX'] : [LONG_AGO];
  await mustRun('tar', ['--directory', folder, '--create', '--file', archive, ...SAME, ...told, '.']);
  rmSync(staged, { recursive: true, force: true });
}

/** Folders and programs of the cache are never changed, and their paths name the hash of their sources; small files may be. */
function stampOf(layer: Layer): string {
  const paths = 'files' in layer ? Object.values(layer.files) : [];
  const small = paths
    .map((path) => ({ path, stat: statSync(path) }))
    .filter(({ stat }) => stat.isFile() && stat.size < 1e6);
  return small.map(({ path }) => readFileSync(path, 'utf8')).join('\0');
}
