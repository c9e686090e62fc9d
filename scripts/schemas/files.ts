import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { linesOf } from '../facts/lines';
import { SCHEMAS } from '../facts/places';
import { folded } from './fold';
import { keyOf, type KindSchema } from './kinds';

/** Writes one file a kind, and the index by which a kind's file is found; files of kinds that are gone are removed. */
export function writeSchemas(kinds: readonly KindSchema[]): void {
  mkdirSync(SCHEMAS, { recursive: true });
  for (const file of readdirSync(SCHEMAS)) rmSync(join(SCHEMAS, file));
  for (const kind of kinds) {
    const schema = { $schema: 'http://json-schema.org/draft-07/schema#', ...folded(kind.schema) };
    writeFileSync(join(SCHEMAS, fileOf(kind)), linesOf(schema));
  }
  const index = kinds.map((kind) => [keyOf(kind), { file: fileOf(kind), scope: kind.scope, from: kind.from }]);
  writeFileSync(join(SCHEMAS, 'index.json'), linesOf(Object.fromEntries(index) as object));
}

/** `tekton.dev_v1_Task.json`, `core_v1_Service.json`. */
function fileOf({ apiVersion, kind }: KindSchema): string {
  const [version = '', group = 'core'] = apiVersion.split('/').reverse();
  return `${group}_${version}_${kind}.json`;
}
