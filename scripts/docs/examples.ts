import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** A program that a page shows. */
export interface Example {
  readonly file: string;
  readonly code: string;
}

/** Every program in the README and the pages of docs/, in the order of the pages. */
export function examples(): Example[] {
  const pages = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((file) => `docs/${file}`);
  return ['README.md', ...pages.sort()].filter((page) => page.endsWith('.md')).flatMap(examplesOf);
}

/** Writes each program to a file of its own, where the compiler reads it as it reads the code of a user. */
export function writeExamples(): void {
  const folder = join(ROOT, '.examples');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  examples().forEach(({ file, code }, index) => {
    writeFileSync(join(folder, `${index}-${file.replaceAll(/[^a-zA-Z0-9]+/g, '-')}.ts`), code);
  });
}

function examplesOf(page: string): Example[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => ({ file: page, code: code ?? '' }));
}
