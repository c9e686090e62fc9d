import * as fc from '../property';
import { TerraformLocals } from '../../lib/assembly/terraform-locals';

const LOCALS = new TerraformLocals([
  { org: 'acme', port: 8080, on: true, none: null },
  {
    host: 'token.actions.githubusercontent.com',
    subjects: ['repo:${local.org}/api:*', 'repo:acme/web:*'],
    open: 'repo:${var.name}:*',
    all: '${var.all}',
    tags: { team: 'core', 'a.b': { deep: '${local.org}' } },
    here: '${local.there}',
    there: '${local.here}',
    kept: '$${local.org}',
  },
]);

test.each<readonly [unknown, unknown]>([
  ['${local.org}', 'acme'],
  ['${ local.port }', 8080],
  ['${(local.on)}', true],
  ['${local.subjects}', ['repo:acme/api:*', 'repo:acme/web:*']],
  ['${local.subjects[1]}', 'repo:acme/web:*'],
  ['${local.tags["a.b"].deep}-${local.tags.team}:${local.port}', 'acme-core:8080'],
  ['${local.open}/${local.org}', 'repo:${var.name}:*/acme'],
  ['${local.all}', '${var.all}'],
  [{ '${(local.org)}': ['${local.host}:sub'] }, { acme: ['token.actions.githubusercontent.com:sub'] }],
  [
    '{"${local.host}:sub":"${local.subjects}"}',
    '{"token.actions.githubusercontent.com:sub":["repo:acme/api:*","repo:acme/web:*"]}',
  ],
  ['{"no":"${local.org}"', '{"no":"acme"'],
  ['[${local.port}]', '[8080]'],
])('puts in what is written: %j', (written, expected) => {
  expect(LOCALS.resolved(written)).toEqual(expected);
});

test.each([
  '${local.missing}',
  '${local.none}',
  '${local.subjects[2]}',
  '${local.subjects.length}',
  '${local.tags[0]}',
  '${local.tags.toString}',
  '${local.org.length}',
  'a-${local.subjects}',
  '${local.here}',
  '${(local.org}',
  '${lower(local.org)}',
  '${var.local.org}',
  '$${local.org}',
  7,
  null,
])('leaves alone what it cannot follow: %j', (written) => {
  expect(LOCALS.resolved(written)).toBe(written);
});

test('keeps the sign of a text that is no reference', () => {
  expect(LOCALS.resolved('${local.kept}')).toBe('$${local.org}');
});

test('reads one block as well as a list, and says nothing without any', () => {
  expect(new TerraformLocals({ a: 1 }).resolved('${local.a}')).toBe(1);
  expect(new TerraformLocals(undefined).resolved(['${local.a}'])).toEqual(['${local.a}']);
});

test('does not grow without end where locals double each other', () => {
  const doubling = Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [
      `l${i}`,
      i === 0 ? 'x'.repeat(100) : `\${local.l${i - 1}}\${local.l${i - 1}}`,
    ]),
  );
  const lists = Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [`l${i}`, i === 0 ? 'x' : [`\${local.l${i - 1}}`, `\${local.l${i - 1}}`]]),
  );
  for (const locals of [doubling, lists]) {
    const text = JSON.stringify(new TerraformLocals(locals).resolved(['${local.l59}', '${local.l3}']));
    expect(text.length).toBeLessThan(20_000_000);
  }
});

test('stays unknown behind many locals, and puts a text into JSON that is too deep to be read', () => {
  const chain = Object.fromEntries(
    Array.from({ length: 5000 }, (_, i) => [`l${i}`, i === 0 ? 'x' : `\${local.l${i - 1}}`]),
  );
  expect(String(new TerraformLocals(chain).resolved('${local.l4999}'))).toMatch(/^\$\{local\.l\d+\}$/);
  expect(new TerraformLocals(chain).resolved('${local.l99}')).toBe('x');
  const deep = (inner: string): string => `${'['.repeat(5000)}"${inner}"${']'.repeat(5000)}`;
  const known = new TerraformLocals({ a: 'x', deep: deep('${local.a}') });
  expect(known.resolved('${local.deep}') === deep('x')).toBe(true);
});

test('a reference that never ends costs no more than reading it', () => {
  const before = performance.now();
  const text = `\${${' '.repeat(50_000)}local.a${'["x"]'.repeat(20_000)}`;
  expect(new TerraformLocals({ a: 1 }).resolved(text)).toBe(text);
  expect(performance.now() - before).toBeLessThan(1000);
});

test('any text without a reference stays, and texts that are referred to come as they are', () => {
  const text = fc.string().filter((one) => !one.includes('${'));
  fc.assert(
    fc.property(text, text, fc.constantFrom('a', 'b-c', '_x'), (value, around, name) => {
      const locals = new TerraformLocals([{ [name]: value }]);
      expect(locals.resolved(around)).toBe(around);
      expect(locals.resolved(`\${local.${name}}`)).toBe(value);
      const plain = around.replace(/\$+$/, '').replace(/^\s*[[{]/, '');
      expect(locals.resolved(`${plain}\${local.${name}}`)).toBe(`${plain}${value}`);
    }),
  );
});
