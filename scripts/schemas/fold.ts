import { mapValues } from '../facts/structural-schema';
import { definition, type Definitions, type JsonSchema } from './json-schema';

/** Shorter schemas stay where they are: a reference would save little and cost a reader a look. */
const WORTH_A_NAME = 200;

/** A different schema met in a document: how often it is needed, and what the place is called where it is met first. */
interface Part {
  readonly schema: JsonSchema;
  readonly hint: string;
  uses: number;
}

/**
 * The same schema, with every part that is repeated word by word moved to `definitions`. CRDs repeat a container's
 * fields four times over; folded, a file is a fraction of the size and compiles faster.
 */
export function folded(schema: JsonSchema): JsonSchema {
  const parts = new Map<string, Part>();
  count(schema, '', parts);
  const names = nameRepeated(parts, Object.keys(schema.definitions ?? {}));
  const rename: Rename = (part) => names.get(JSON.stringify(part));
  const moved = [...names].map(([text, name]): [string, JsonSchema] => {
    const part = parts.get(text)?.schema ?? {};
    return [name, descend(part, (child) => shorten(child, rename))];
  });
  const { definitions = {}, ...root } = schema;
  const all = { ...mapValues(definitions, (one) => descend(one, (child) => shorten(child, rename))), ...Object.fromEntries(moved) };
  return { ...descend(root, (child) => shorten(child, rename)), definitions: sorted(all) };
}

type Rename = (schema: JsonSchema) => string | undefined;

function count(schema: JsonSchema, hint: string, parts: Map<string, Part>): void {
  const text = JSON.stringify(schema);
  const known = parts.get(text);
  if (known) {
    known.uses++;
    return;
  }
  parts.set(text, { schema, hint, uses: 1 });
  for (const [name, child] of Object.entries(schema.definitions ?? {})) countChildren(child, name, parts);
  countChildren(schema, hint, parts);
}

/** Definitions have a name already: only what is inside them may be moved. */
function countChildren(schema: JsonSchema, hint: string, parts: Map<string, Part>): void {
  descend(schema, (child, name) => {
    count(child, name ?? `${hint}.item`, parts);
    return child;
  });
}

function nameRepeated(parts: ReadonlyMap<string, Part>, taken: readonly string[]): Map<string, string> {
  const used = new Set(taken);
  const names = new Map<string, string>();
  for (const [text, { hint, uses }] of parts) {
    if (uses < 2 || text.length < WORTH_A_NAME) continue;
    let name = hint;
    for (let number = 2; used.has(name); number++) name = `${hint}.${number}`;
    used.add(name);
    names.set(text, name);
  }
  return names;
}

function shorten(schema: JsonSchema, rename: Rename): JsonSchema {
  const name = rename(schema);
  return name === undefined ? descend(schema, (child) => shorten(child, rename)) : definition(name);
}

/** Changes the direct parts of a schema; a part that is a field is given with its name. */
function descend(schema: JsonSchema, change: (child: JsonSchema, name?: string) => JsonSchema): JsonSchema {
  const { properties, items, additionalProperties: others, allOf, anyOf, oneOf, not } = schema;
  const all = (branches: readonly JsonSchema[]): JsonSchema[] => branches.map((branch) => change(branch));
  return {
    ...schema,
    ...(properties && { properties: mapValues(properties, change) }),
    ...(typeof others === 'object' && { additionalProperties: change(others) }),
    ...(items && { items: change(items) }),
    ...(allOf && { allOf: all(allOf) }),
    ...(anyOf && { anyOf: all(anyOf) }),
    ...(oneOf && { oneOf: all(oneOf) }),
    ...(not && { not: change(not) }),
  };
}

function sorted(definitions: Definitions): Definitions {
  return Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1)));
}
