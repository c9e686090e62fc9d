import { DEFINITIONS } from '../facts/kubernetes';

/** The part of JSON Schema draft-07 in which kinds are described at run time. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: string;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
  readonly definitions?: Definitions;
  readonly [limit: string]: unknown;
}

export type Definitions = Readonly<Record<string, JsonSchema>>;

/** A string. */
export const TEXT: JsonSchema = { type: 'string' };

/** An object in which anything may stand. */
export const ANY_OBJECT: JsonSchema = { type: 'object' };

/** A map with free keys. */
export function mapOf(value: JsonSchema): JsonSchema {
  return { type: 'object', additionalProperties: value };
}

/** A list. */
export function listOf(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

/** An object with these fields and no others. */
export function closedObject(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = [],
): JsonSchema {
  return { type: 'object', ...(required.length > 0 && { required }), properties, additionalProperties: false };
}

/** A reference to a definition by name. */
export function definition(name: string): JsonSchema {
  return { $ref: DEFINITIONS + name };
}
