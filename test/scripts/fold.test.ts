import { linesOf } from '../../scripts/facts/lines';
import { reachable } from '../../scripts/facts/reachable';
import { folded } from '../../scripts/schemas/fold';
import { closedObject, definition, type JsonSchema, listOf } from '../../scripts/schemas/json-schema';
import * as fc from '../property';

const LONG: JsonSchema = { type: 'string', enum: ['a'.repeat(100), 'b'.repeat(100)] };

describe('folded', () => {
  test('moves what is repeated to definitions, under the name of the place where it is met first', () => {
    const probe = closedObject({ port: LONG });
    expect(folded(closedObject({ live: probe, ready: probe, other: { type: 'string' } }))).toEqual({
      ...closedObject({ live: definition('live'), ready: definition('live'), other: { type: 'string' } }),
      definitions: { live: probe },
    });
  });

  test('names items after their list, and counts names that are taken', () => {
    const other = { ...LONG, maxLength: 9 };
    const schema = closedObject({ a: listOf(LONG), b: LONG, c: closedObject({ d: LONG }), e: listOf(other), f: other });
    expect(folded({ ...schema, definitions: { 'a.item': { type: 'null' } } })).toEqual({
      ...closedObject({
        a: listOf(definition('a.item.2')),
        b: definition('a.item.2'),
        c: closedObject({ d: definition('a.item.2') }),
        e: listOf(definition('e.item')),
        f: definition('e.item'),
      }),
      definitions: { 'a.item': { type: 'null' }, 'a.item.2': LONG, 'e.item': other },
    });
  });

  test('means the same as before', () => {
    const leaf = fc.constantFrom<JsonSchema>(LONG, { ...LONG, minLength: 1 }, { type: 'string' });
    const { schema } = fc.letrec<{ schema: JsonSchema }>((tie) => ({
      schema: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc
          .dictionary(fc.constantFrom('a', 'b', 'c', 'd'), tie('schema'), { maxKeys: 4 })
          .map((fields) => closedObject(fields)),
        tie('schema').map(listOf),
        tie('schema').map((one) => ({ anyOf: [one, { type: 'null' }] })),
      ),
    }));
    fc.assert(
      fc.property(schema, (original) => {
        const { definitions, ...root } = folded(original);
        expect(unfolded(root, definitions ?? {})).toEqual(original);
      }),
    );
  });
});

/** Puts definitions back where they are referred to. */
function unfolded(value: unknown, definitions: Readonly<Record<string, JsonSchema>>): unknown {
  if (Array.isArray(value)) return value.map((one) => unfolded(one, definitions));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref } = value as JsonSchema;
  if ($ref !== undefined) return unfolded(definitions[$ref.slice('#/definitions/'.length)], definitions);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unfolded(inner, definitions)]));
}

describe('reachable', () => {
  const all = { b: listOf(definition('a')), a: listOf(definition('b')), c: { type: 'null' } };

  test('follows references, also in a circle, and orders by name', () => {
    expect(Object.keys(reachable([definition('b')], all))).toEqual(['a', 'b']);
    expect(reachable([definition('c')], all)).toEqual({ c: { type: 'null' } });
  });

  test('refuses a reference to nothing', () => {
    expect(() => reachable([definition('d')], all)).toThrow(
      'definitions: expected everything that is referred to, got "d"',
    );
  });
});

test('linesOf gives each property and definition a line', () => {
  expect(linesOf({ type: 'object', properties: { a: { type: 'string' }, b: {} }, definitions: { c: {} } })).toBe(
    [
      '{',
      '"type": "object",',
      '"properties": {',
      '"a": {"type":"string"},',
      '"b": {}',
      '},',
      '"definitions": {',
      '"c": {}',
      '}',
      '}',
      '',
    ].join('\n'),
  );
});
