import { assemblyOf, checkSchemas, type Rule } from '../../../lib/audit';
import { rolloutRules } from '../../../lib/systems/rollouts/rules';
import { example } from '../../../lib/systems/rollouts/rules/examples';

/** Subject, path, message and repair of a finding. */
export type Said = readonly [string, string, string, string];

/** What one rule says of some objects. */
export function messages(id: string, ...objects: readonly object[]): readonly string[] {
  const rule = rolloutRules.find((one) => one.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return rule.check(assemblyOf(example(...objects))).map(({ message }) => message);
}

/** Tests every rule of a family with its own examples. */
export function checkExamples(family: string, said: Readonly<Record<string, Said>>): void {
  const rules = rolloutRules.filter(({ id }) => id.startsWith(family));

  test('every rule has an id of its own, and a finding below', () => {
    const ids = rules.map(({ id }) => id);
    expect(ids.every((id) => /^[A-Z]{3}\d{3}$/.test(id))).toBe(true);
    expect([...new Set(ids)].sort()).toEqual(Object.keys(said).sort());
  });

  describe.each(rules.map((rule): [string, Rule] => [rule.id, rule]))('%s', (id, rule) => {
    test('finds its mistake, and says so in full', () => {
      const findings = rule.check(assemblyOf(rule.bad));
      expect(findings.map(({ place, message, repair }) => [place.subject, place.path, message, repair])).toEqual([
        said[id],
      ]);
    });

    test('says nothing of the same delivery without it', () => {
      expect(rule.check(assemblyOf(rule.good))).toEqual([]);
    });

    test('shows objects that the API server would accept', () => {
      expect([rule.good, rule.bad].flatMap((one) => checkSchemas(assemblyOf(one)).findings)).toEqual([]);
    });

    test('says nothing of nothing', () => {
      expect(rule.check(assemblyOf({}))).toEqual([]);
    });
  });
}
