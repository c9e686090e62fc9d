import { assemblyOf, checkSchemas, type Example, type Finding, type Problem, type Rule } from '../lib/audit';
import { invalid } from '../lib/model';

/** Subject, path, message and repair of a finding. */
export type Said = readonly (string | undefined)[];

/** The rule of an id. */
export function ruleOf(rules: readonly Rule[], id: string): Rule {
  const found = rules.find((one) => one.id === id);
  if (!found) throw invalid('rule', rules.map((one) => one.id).join(', '), id);
  return found;
}

/** What one rule says of an example, without the places. */
export function messagesOf(rules: readonly Rule[], id: string, example: Example): readonly string[] {
  return ruleOf(rules, id)
    .check(assemblyOf(example))
    .map(({ message }) => message);
}

/** A finding in one line, as people read it: `Task ci/build spec.steps[0]: message; repair`. */
export function lineOf({ place: { subject, path }, message, repair }: Problem): string {
  return `${subject}${path === undefined ? '' : ` ${path}`}: ${message}; ${repair}`;
}

/** Tests that each rule finds in its bad example what is said here, in their order, and nothing in its good one. */
export function testExamples<T>(
  rules: readonly Rule[],
  said: Readonly<Record<string, readonly T[]>>,
  findings: (rule: Rule, example: Example) => readonly T[],
): void {
  describe.each(rules.map((rule): [string, Rule] => [rule.id, rule]))('%s', (id, rule) => {
    test('finds its mistake, and says so in full', () => {
      expect(findings(rule, rule.bad)).toEqual(said[id]);
    });

    test('says nothing of the same delivery without it, nor of nothing', () => {
      expect([rule.good, {}].flatMap((one) => findings(rule, one))).toEqual([]);
    });
  });

  test('every rule has an id of its own', () => {
    expect(rules.map(({ id }) => id)).toEqual(Object.keys(said));
  });
}

/** Tests that the API server would accept the objects of every example, but for what `isForeign` says. */
export function testSchemas(
  rules: readonly Rule[],
  isForeign: (unfit: Finding, rule: Rule) => boolean = () => false,
): void {
  test.each(rules)('$id shows objects that the API server would accept', (rule) => {
    const unfit = [rule.good, rule.bad].flatMap((one) => checkSchemas(assemblyOf(one)).findings);
    expect(unfit.filter((one) => !isForeign(one, rule))).toEqual([]);
  });
}

/** Tests both for rules that find one thing in each of their bad examples. */
export function testObjectRules(
  rules: readonly Rule[],
  said: Readonly<Record<string, Said>>,
  isForeign?: (unfit: Finding, rule: Rule) => boolean,
): void {
  const lists = Object.fromEntries(Object.entries(said).map(([id, one]) => [id, [one]]));
  testExamples<Said>(rules, lists, (rule, example) =>
    rule.check(assemblyOf(example)).map(({ place, message, repair }) => [place.subject, place.path, message, repair]),
  );
  testSchemas(rules, isForeign);
}
