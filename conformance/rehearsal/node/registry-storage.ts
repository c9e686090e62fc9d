import { copyFileSync, existsSync, linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Image } from './image';

/**
 * Lays an image into the storage of a registry as a push would leave it there. Its content is linked from the cache, so
 * gigabytes are neither copied nor sent; a registry replaces no blob that it has.
 * @see https://github.com/distribution/distribution/blob/v2.8.1/registry/storage/paths.go
 */
export function fillStorage(storage: string, { name, content, manifest }: Image): void {
  const [repository = '', tag = ''] = name.split(':');
  const root = join(storage, 'docker', 'registry', 'v2');
  for (const { path, digest } of [...content, manifest]) {
    place(path, join(root, 'blobs', 'sha256', hexOf(digest).slice(0, 2), hexOf(digest), 'data'));
  }
  const known = join(root, 'repositories', repository);
  const tagged = join(known, '_manifests', 'tags', tag);
  for (const { digest } of content) refer(join(known, '_layers'), digest);
  refer(join(known, '_manifests', 'revisions'), manifest.digest);
  refer(join(tagged, 'index'), manifest.digest);
  write(join(tagged, 'current', 'link'), manifest.digest);
}

const hexOf = (digest: string): string => digest.slice('sha256:'.length);

/** Says that a blob belongs to where this is said. */
function refer(folder: string, digest: string): void {
  write(join(folder, 'sha256', hexOf(digest), 'link'), digest);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Links a file, which takes neither time nor space; copies it where the cache lies on another disk. */
function place(from: string, to: string): void {
  if (existsSync(to)) return;
  mkdirSync(dirname(to), { recursive: true });
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
