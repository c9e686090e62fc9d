import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A manifest that must be refused; its first line says what the engine answers. */
export interface Broken {
  readonly name: string;
  readonly path: string;
  readonly expected: string;
}

/** The broken manifests of an engine's testdata folder. */
export function brokenIn(testdata: string): readonly Broken[] {
  const folder = join(testdata, 'broken');
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const path = join(folder, file);
      const [, expected] = /^# refused: (.+)\n/.exec(readFileSync(path, 'utf8')) ?? [];
      if (expected === undefined) throw new Error(`${path}: expected a first line "# refused: …"`);
      return { name: basename(file, '.yaml'), path, expected };
    });
}
