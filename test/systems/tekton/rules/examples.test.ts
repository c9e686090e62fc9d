import { assemblyOf, checkSchemas } from '../../../../lib/audit';
import { tektonRules } from '../../../../lib/systems/tekton/rules';
import { findings } from './findings';

test('ids are unique, in order, and of this room', () => {
  const ids = tektonRules.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(ids.filter((id) => !/^(TKN|TRG)\d{3}$/.test(id))).toEqual([]);
});

test.each(tektonRules)('$id finds nothing in its good example', ({ id, good }) => {
  expect(findings(id, good)).toEqual([]);
});

test.each(tektonRules)('$id: the examples fit their schemas', ({ good, bad, id }) => {
  expect(checkSchemas(assemblyOf(good)).findings).toEqual([]);
  expect(checkSchemas(assemblyOf(bad)).findings).toEqual([]);
  expect(findings(id, bad)).not.toEqual([]);
});

test.each(tektonRules)('$id: the good example has no error of another rule', ({ good }) => {
  const errors = tektonRules.filter(({ severity }) => severity === 'error');
  expect(errors.flatMap(({ id }) => findings(id, good).map((one) => `${id} ${one}`))).toEqual([]);
});
