import { tryCelFault } from '../../../lib/systems/tekton/cel-syntax';
import { eventExpressions } from '../../../lib/systems/tekton/event-path';
import { tryUnknownField } from '../../../lib/systems/tekton/github-push-payload';
import * as fc from '../../property';

test.each([
  ['$(body.head_commit.id)', ['body', 'head_commit', 'id']],
  ['$({.body.ref})', ['body', 'ref']],
  ['$(body.commits[0].id)', ['body', 'commits', '0', 'id']],
  ["$(header['X-GitHub-Event'])", ['header', 'X-GitHub-Event']],
  ['$(body.commits[?(@.id)].id)', ['body']],
])('reads %s', (value, [root = '', ...names]) => {
  expect(eventExpressions(value)).toEqual([{ text: value, closed: true, root, names }]);
});

test('reads several, and one that is not closed', () => {
  expect(eventExpressions('$(body.a)-$(body.b').map(({ text, closed }) => [text, closed])).toEqual([
    ['$(body.a)', true],
    ['$(body.b', false],
  ]);
  expect(eventExpressions('plain ${body.a}')).toEqual([]);
});

test('knows the fields of a push', () => {
  expect(tryUnknownField(['head_commit', 'author', 'email'])).toBeUndefined();
  expect(tryUnknownField(['commits', '0', 'anything'])).toBeUndefined();
  expect(tryUnknownField(['pull_request'])?.name).toBe('pull_request');
  expect(tryUnknownField(['constructor'])?.name).toBe('constructor');
  expect(tryUnknownField(['sender', 'mail'])?.known).toContain('login');
});

test.each([
  ["body.ref == 'refs/heads/main' && !body.deleted"],
  ["body.ref.startsWith('refs/heads/') && header.match('X-GitHub-Event', 'push')"],
  ["body.commits.exists(c, c.message.contains('[ci]'))"],
  ["body.ref in ['refs/heads/main', \"refs/heads/it's\"]"],
  ['has(body.head_commit) || body["deleted"] == false'],
  ["{'a': body.ref}.a != ''"],
  ['body.size >= 1 && body.size <= 2'],
])('has nothing to say of %s', (expression) => {
  expect(tryCelFault(expression)).toBeUndefined();
});

test.each([
  ['', 'it is empty'],
  ["body.ref == 'main", 'a quote is not closed'],
  ['body.ref == (', 'a "(" is not closed'],
  ['body.ref)', 'a ")" closes nothing'],
  ["body.ref === 'main'", '"===" is no operator of CEL'],
  ["body.ref = 'main'", '"=" is no operator of CEL'],
  ['body.a and body.b', '"and" is no operator of CEL'],
  ['body.a &&', 'a part of it is missing'],
  ['boddy.ref == null', '"boddy" is nothing that an event has'],
])('finds a fault in %j', (expression, fault) => {
  expect(tryCelFault(expression)).toBe(fault);
});

test('strings hide whatever is in them', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !/['\\\n\r]/.test(text)),
      (text) => {
        expect(tryCelFault(`body.ref == '${text}'`)).toBeUndefined();
      },
    ),
  );
});
