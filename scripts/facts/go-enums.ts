import { readFileSync } from 'node:fs';

/** The values that a field may have, by definition name (`io.k8s.api.core.v1.Container`) and field. */
export type Enums = ReadonlyMap<string, Readonly<Record<string, readonly string[]>>>;

const DEFINITION = /^func schema_k8sio_api_(\w+?)_(v\w+?)_(\w+)\(/;
const FIELD = /^\t{5}"([^"]+)": \{/;
const VALUES = /^\t+Enum:\s+\[\]interface\{\}(\{.*\}),$/;

/**
 * Reads the enums out of Kubernetes' generated Go source. The published OpenAPI documents leave them out; the source has
 * one line for each, inside the field it belongs to (the enum of a list is that of its items).
 */
export function readEnums(file: string): Enums {
  const enums = new Map<string, Record<string, readonly string[]>>();
  let fields: Record<string, readonly string[]> = {};
  let field = '';
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [, group, version, kind] = DEFINITION.exec(line) ?? [];
    if (kind !== undefined) enums.set(`io.k8s.api.${group}.${version}.${kind}`, (fields = {}));
    field = FIELD.exec(line)?.[1] ?? field;
    const values = VALUES.exec(line)?.[1];
    if (values !== undefined) fields[field] = JSON.parse(`[${values.slice(1, -1)}]`) as string[];
  }
  return enums;
}
