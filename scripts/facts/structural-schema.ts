/** The OpenAPI v3 subset in which Kubernetes describes a kind: Kubernetes' own definitions and those of CRDs. */
export interface StructuralSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, StructuralSchema>>;
  readonly additionalProperties?: StructuralSchema | boolean;
  readonly items?: StructuralSchema;
  readonly allOf?: readonly StructuralSchema[];
  readonly anyOf?: readonly StructuralSchema[];
  readonly oneOf?: readonly StructuralSchema[];
  readonly not?: StructuralSchema;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-validations'?: readonly CelRule[];
  readonly [limit: string]: unknown;
}

/** A condition in CEL that the API server evaluates. */
export interface CelRule {
  readonly rule: string;
}

const PROSE = new Set(['description', 'title', 'example', 'externalDocs']);
const CEL_PROSE = new Set(['message', 'messageExpression']);

/** The same schema without the sentences in it. What is named `description` in `properties` is a field and stays. */
export function withoutProse(schema: StructuralSchema): StructuralSchema {
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => !PROSE.has(keyword))
      .map(([keyword, value]) => [keyword, strip(keyword, value)]),
  );
}

function strip(keyword: string, value: unknown): unknown {
  switch (keyword) {
    case 'properties':
      return mapValues(value as Record<string, StructuralSchema>, withoutProse);
    case 'items':
    case 'not':
    case 'additionalProperties':
      return typeof value === 'boolean' ? value : withoutProse(value as StructuralSchema);
    case 'allOf':
    case 'anyOf':
    case 'oneOf':
      return (value as StructuralSchema[]).map(withoutProse);
    case 'x-kubernetes-validations':
      return (value as CelRule[]).map((rule) =>
        Object.fromEntries(Object.entries(rule).filter(([key]) => !CEL_PROSE.has(key))),
      );
    default:
      return value;
  }
}

/** Changes every value of a record and keeps keys and order. */
export function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From, key: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
