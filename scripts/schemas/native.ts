import { DEFINITIONS, type KubernetesFacts } from '../facts/kubernetes';
import { mapValues } from '../facts/structural-schema';
import { ANY_OBJECT, definition, type Definitions, type JsonSchema, listOf, TEXT } from './json-schema';
import { toJsonSchema } from './structural';

/** A number with an SI or binary suffix, in the form that CRDs give it. */
const QUANTITY =
  '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';

const JSON_SCHEMA_PROPS: JsonSchema = definition('apiextensions.v1.JSONSchemaProps');

/** Types with a JSON form of their own, of which OpenAPI says too little. */
const OWN_FORM: Definitions = {
  'apiextensions.v1.JSONSchemaPropsOrArray': { anyOf: [JSON_SCHEMA_PROPS, listOf(JSON_SCHEMA_PROPS)] },
  'apiextensions.v1.JSONSchemaPropsOrBool': { anyOf: [JSON_SCHEMA_PROPS, { type: 'boolean' }] },
  'apiextensions.v1.JSONSchemaPropsOrStringArray': { anyOf: [JSON_SCHEMA_PROPS, listOf(TEXT)] },
  'resource.Quantity': { type: ['string', 'number'], pattern: QUANTITY },
};

/** Types that are too small for a definition of their own. */
const INLINE: Definitions = {
  'apiextensions.v1.JSON': {},
  'intstr.IntOrString': { type: ['integer', 'string'] },
  'meta.v1.FieldsV1': ANY_OBJECT,
  'meta.v1.ManagedFieldsEntry': ANY_OBJECT,
  'meta.v1.MicroTime': TEXT,
  'meta.v1.Time': TEXT,
  'runtime.RawExtension': ANY_OBJECT,
};

/** The definitions of Kubernetes' own types as JSON Schema. */
export function nativeDefinitions({ definitions }: KubernetesFacts): Definitions {
  const translated = mapValues(definitions, (schema) => inlined(toJsonSchema(schema)));
  const { 'meta.v1.ObjectMeta': metadata, ...others } = translated;
  return { ...others, 'meta.v1.ObjectMeta': withNulls(metadata ?? {}), ...OWN_FORM };
}

function inlined(schema: JsonSchema): JsonSchema {
  const small = schema.$ref === undefined ? undefined : INLINE[schema.$ref.slice(DEFINITIONS.length)];
  if (small) return small;
  const { properties, items, additionalProperties: others } = schema;
  return {
    ...schema,
    ...(properties && { properties: mapValues(properties, inlined) }),
    ...(items && { items: inlined(items) }),
    ...(typeof others === 'object' && { additionalProperties: inlined(others) }),
  };
}

/** Tools print `creationTimestamp: null`, people write `annotations:` and nothing after it: the API server takes both. */
function withNulls(schema: JsonSchema): JsonSchema {
  const { properties = {}, ...rest } = schema;
  return {
    ...rest,
    properties: mapValues(properties, ({ type, ...property }) => ({ type: [type as string, 'null'], ...property })),
  };
}
