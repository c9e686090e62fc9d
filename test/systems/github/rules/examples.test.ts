import { assemblyOf } from '../../../../lib/audit';
import { githubRules } from '../../../../lib/systems/github/rules';
import { findings } from './findings';
import { SAID } from './said';

test('ids are unique, in order, and of this room', () => {
  const ids = githubRules.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(ids.filter((id) => !/^GHA\d{3}$/.test(id))).toEqual([]);
});

test.each(githubRules)('$id finds nothing in its good example', ({ id, good }) => {
  expect(findings(id, good)).toEqual([]);
});

test.each(githubRules)('$id finds its bad example', ({ id, bad }) => {
  expect(findings(id, bad)).toEqual([SAID[id]]);
});

test.each(githubRules)('$id: the good example has no error of another rule', ({ good }) => {
  const assembly = assemblyOf(good);
  const errors = githubRules.filter(({ severity }) => severity === 'error');
  expect(errors.flatMap(({ id, check }) => check(assembly).map(({ message }) => `${id} ${message}`))).toEqual([]);
});
