import { readFileSync, statSync } from 'node:fs';

/** The largest file that is read, in bytes: ten times what etcd takes for one object. */
export const LARGEST_FILE = 15_000_000;

/** A file's text, or the reason why it is not read. */
export type FileText = { readonly text: string } | { readonly refused: string };

/** The text of a file. Says why when it is no file, too large, or no UTF-8; never throws. */
export function fileText(path: string): FileText {
  try {
    const found = statSync(path);
    if (!found.isFile()) return { refused: 'it is not a file' };
    if (found.size > LARGEST_FILE) return { refused: tooLarge(found.size) };
    return decoded(readFileSync(path));
  } catch (error) {
    return { refused: reasonOf(error) };
  }
}

/** Bytes as UTF-8 text, or the reason why they are none. */
export function decoded(bytes: Uint8Array): FileText {
  if (bytes.length > LARGEST_FILE) return { refused: tooLarge(bytes.length) };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { refused: 'it is not UTF-8 text' };
  }
}

function tooLarge(bytes: number): string {
  return `it has ${megabytes(bytes)} MB, and files are read up to ${megabytes(LARGEST_FILE)} MB; split it`;
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(bytes % 1_000_000 === 0 ? 0 : 1);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read',
  ELOOP: 'its symbolic links run in a circle',
};

/** Why the file system refused, in words. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}
