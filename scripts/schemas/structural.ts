import { invalid } from '../../lib/model/invalid';
import { mapValues, type StructuralSchema } from '../facts/structural-schema';
import { type JsonSchema } from './json-schema';

/** Keywords that mean the same in both languages. */
const SAME = new Set([
  '$ref',
  'maxItems',
  'maxLength',
  'maxProperties',
  'maximum',
  'minItems',
  'minLength',
  'minProperties',
  'minimum',
]);

/** Kept for a reader; a JSON Schema validator passes over them. */
const KEPT = new Set(['x-kubernetes-list-map-keys', 'x-kubernetes-validations']);

/** Read below, or of no consequence for what is valid. */
const TRANSLATED = new Set([
  'additionalProperties',
  'allOf',
  'anyOf',
  'default',
  'enum',
  'format',
  'items',
  'not',
  'nullable',
  'oneOf',
  'pattern',
  'properties',
  'required',
  'type',
  'x-kubernetes-int-or-string',
  'x-kubernetes-list-type',
  'x-kubernetes-map-type',
  'x-kubernetes-preserve-unknown-fields',
]);

/** What Go's base64 decoder reads; it passes over line breaks. */
export const BASE64 =
  '^[\\r\\n]*(?:(?:[A-Za-z0-9+/][\\r\\n]*){4})*(?:(?:[A-Za-z0-9+/][\\r\\n]*){2}=[\\r\\n]*=[\\r\\n]*|(?:[A-Za-z0-9+/][\\r\\n]*){3}=[\\r\\n]*)?$';

/**
 * A structural schema as plain JSON Schema. An object takes the fields it lists and no others, because the API server
 * drops the rest, unless the schema says that unknown fields are kept. Throws for a keyword it does not know.
 */
export function toJsonSchema(schema: StructuralSchema): JsonSchema {
  return { ...limits(schema), ...fields(schema), ...conditions(schema) };
}

/** What a schema says of the value itself: its type and its bounds. */
function limits(schema: StructuralSchema): JsonSchema {
  const keywords = Object.entries(schema).filter(([keyword]) => !TRANSLATED.has(keyword));
  for (const [keyword] of keywords) {
    if (!SAME.has(keyword) && !KEPT.has(keyword)) {
      throw invalid('toJsonSchema', 'a keyword with a known meaning', keyword, 'say in structural.ts what becomes of it');
    }
  }
  const nothing = schema.nullable ? [null] : [];
  return {
    ...typeOf(schema),
    ...(schema.enum && { enum: [...schema.enum, ...nothing] }),
    ...(schema.format === 'byte' && { pattern: BASE64 }),
    ...(schema.pattern !== undefined && { pattern: toJavaScript(schema.pattern) }),
    ...(schema['x-kubernetes-list-type'] === 'set' && { uniqueItems: true }),
    ...Object.fromEntries(keywords),
  };
}

function typeOf(schema: StructuralSchema): JsonSchema {
  const types = schema['x-kubernetes-int-or-string'] ? ['integer', 'string'] : schema.type ? [schema.type] : [];
  if (types.length === 0) return {};
  const all = schema.nullable ? [...types, 'null'] : types;
  return { type: all.length === 1 ? all[0] : all };
}

const CASELESS = '(?i)';

/** Go's regular expressions are JavaScript's, but for the mark that letters match in both cases. */
function toJavaScript(pattern: string): string {
  if (!pattern.includes(CASELESS)) return pattern;
  const bothCases = (letter: string): string => `[${letter.toLowerCase()}${letter.toUpperCase()}]`;
  return pattern.replace(CASELESS, '').replace(/[a-z]/gi, bothCases);
}

/** What a schema says of the fields or items in the value. */
function fields(schema: StructuralSchema): JsonSchema {
  const { properties, additionalProperties: others, items } = schema;
  const required = schema.required?.filter((name) => properties?.[name]?.default === undefined) ?? [];
  return {
    ...(required.length > 0 && { required }),
    ...(properties && { properties: mapValues(properties, toJsonSchema) }),
    ...(typeof others === 'object' && { additionalProperties: toJsonSchema(others) }),
    ...(others === undefined && isClosed(schema) && { additionalProperties: false }),
    ...(items && { items: toJsonSchema(items) }),
  };
}

function isClosed(schema: StructuralSchema): boolean {
  return (schema.type === 'object' || !!schema.properties) && !schema['x-kubernetes-preserve-unknown-fields'];
}

/** The logical parts. Inside them fields are only named to say something about them, so nothing is closed. */
function conditions(schema: StructuralSchema, defaults: Defaults = defaultsOf(schema)): JsonSchema {
  const { allOf, anyOf, oneOf, not } = schema;
  const either = schema['x-kubernetes-int-or-string'] && isIntOrString(anyOf) ? undefined : anyOf;
  const inner = (branch: StructuralSchema): JsonSchema => condition(branch, defaults);
  return {
    ...(allOf && { allOf: allOf.map(inner) }),
    ...(either && { anyOf: either.map(inner) }),
    ...(oneOf && { oneOf: oneOf.map(inner) }),
    ...(not && { not: inner(not) }),
  };
}

function isIntOrString(branches: readonly StructuralSchema[] | undefined): boolean {
  return branches?.map(({ type }) => type).join() === 'integer,string';
}

/** The value that the API server puts where a field is left out, before it judges. */
type Defaults = Readonly<Record<string, unknown>>;

function defaultsOf({ properties = {} }: StructuralSchema): Defaults {
  const fields = Object.entries(properties).filter(([, field]) => field.default !== undefined);
  return Object.fromEntries(fields.map(([name, field]) => [name, field.default]));
}

function condition(schema: StructuralSchema, defaults: Defaults): JsonSchema {
  const { properties, items } = schema;
  const required = needed(schema, defaults);
  return {
    ...limits(schema),
    ...(required.length > 0 && { required }),
    ...(properties && { properties: mapValues(properties, (field) => condition(field, {})) }),
    ...(items && { items: condition(items, {}) }),
    ...conditions(schema, defaults),
  };
}

/** Left out, a field has its default: that is enough where it must be there, and too little where it must not have that value. */
function needed({ required = [], properties = {} }: StructuralSchema, defaults: Defaults): string[] {
  const unfit = Object.entries(properties).filter(([name, field]) => name in defaults && !admits(field, defaults[name]));
  return [...required.filter((name) => !(name in defaults)), ...unfit.map(([name]) => name)];
}

function admits({ enum: values, not, ...others }: StructuralSchema, value: unknown): boolean {
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw invalid('toJsonSchema', 'an enum for a field with a default', unknown);
  return (!values || values.includes(value)) && (!not || !admits(not, value));
}
