import { type StructuralSchema, withoutProse } from '../../scripts/facts/structural-schema';
import { BASE64, toJsonSchema } from '../../scripts/schemas/structural';

const TEXT = { type: 'string' };

describe('toJsonSchema', () => {
  test.each<[string, StructuralSchema, object]>([
    [
      'closes an object that lists its fields',
      { type: 'object', required: ['a'], properties: { a: TEXT } },
      { type: 'object', required: ['a'], properties: { a: TEXT }, additionalProperties: false },
    ],
    [
      'closes an object that lists none: the API server drops all',
      { type: 'object' },
      { type: 'object', additionalProperties: false },
    ],
    [
      'leaves open what is kept open, with its fields checked',
      { type: 'object', properties: { a: TEXT }, 'x-kubernetes-preserve-unknown-fields': true },
      { type: 'object', properties: { a: TEXT } },
    ],
    ['leaves anything open', { 'x-kubernetes-preserve-unknown-fields': true }, {}],
    [
      'keeps a map',
      { type: 'object', additionalProperties: { type: 'integer', format: 'int64' } },
      { type: 'object', additionalProperties: { type: 'integer' } },
    ],
    [
      'takes a number or a text',
      { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, TEXT], pattern: '^a$' },
      { type: ['integer', 'string'], pattern: '^a$' },
    ],
    [
      'takes null where it says so, also beside an enum',
      { type: 'string', nullable: true, enum: ['a'] },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    ['checks base64', { type: 'string', format: 'byte' }, { type: 'string', pattern: BASE64 }],
    [
      'writes out letters of both cases',
      { type: 'string', pattern: '^(?i)(on|off)?$' },
      { type: 'string', pattern: '^([oO][nN]|[oO][fF][fF])?$' },
    ],
    [
      'asks for different items in a set',
      { type: 'array', items: TEXT, 'x-kubernetes-list-type': 'set' },
      { type: 'array', items: TEXT, uniqueItems: true },
    ],
    [
      'keeps keys and CEL for a reader',
      {
        type: 'array',
        items: TEXT,
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['name'],
        'x-kubernetes-validations': [{ rule: 'size(self) > 1' }],
      },
      {
        type: 'array',
        items: TEXT,
        'x-kubernetes-list-map-keys': ['name'],
        'x-kubernetes-validations': [{ rule: 'size(self) > 1' }],
      },
    ],
    [
      'does not ask for a field that has a default',
      { type: 'object', required: ['a', 'b'], properties: { a: { type: 'string', default: 'x' }, b: TEXT } },
      { type: 'object', required: ['b'], properties: { a: TEXT, b: TEXT }, additionalProperties: false },
    ],
    [
      'closes nothing inside a condition',
      {
        type: 'object',
        properties: { a: TEXT },
        oneOf: [{ required: ['a'] }, { properties: { a: { minLength: 2 } } }],
      },
      {
        type: 'object',
        properties: { a: TEXT },
        additionalProperties: false,
        oneOf: [{ required: ['a'] }, { properties: { a: { minLength: 2 } } }],
      },
    ],
    [
      'reads a condition with the default of a field that is left out',
      {
        type: 'object',
        properties: { kind: { type: 'string', default: 'A' } },
        oneOf: [
          { required: ['kind'], properties: { kind: { enum: ['A'] } } },
          { properties: { kind: { not: { enum: ['A'] } } } },
        ],
      },
      {
        type: 'object',
        properties: { kind: TEXT },
        additionalProperties: false,
        oneOf: [
          { properties: { kind: { enum: ['A'] } } },
          { required: ['kind'], properties: { kind: { not: { enum: ['A'] } } } },
        ],
      },
    ],
  ])('%s', (_, structural, schema) => {
    expect(toJsonSchema(structural)).toEqual(schema);
  });

  test('refuses a keyword it does not know', () => {
    expect(() => toJsonSchema({ type: 'object', patternProperties: {} })).toThrow(
      'toJsonSchema: expected a keyword with a known meaning, got "patternProperties"; say in structural.ts what becomes of it',
    );
  });

  test('refuses a condition about a default that it cannot judge', () => {
    const properties = { a: { type: 'string', default: 'x' } };
    expect(() => toJsonSchema({ properties, anyOf: [{ properties: { a: { minLength: 2 } } }] })).toThrow(
      'toJsonSchema: expected an enum for a field with a default, got "minLength"',
    );
  });
});

test('withoutProse leaves fields that are called like prose', () => {
  expect(
    withoutProse({
      type: 'object',
      description: 'Some words.',
      properties: { description: { type: 'string', description: 'More words.' }, title: TEXT },
      'x-kubernetes-validations': [{ rule: 'true', message: 'Words.' } as { rule: string }],
    }),
  ).toEqual({
    type: 'object',
    properties: { description: TEXT, title: TEXT },
    'x-kubernetes-validations': [{ rule: 'true' }],
  });
});
