import { type Assembly } from '../lib/assembly';
import { type Finding, audit } from '../lib/audit';
import { allRules } from '../lib/rules';
import { type Operator } from './operator';

/** What the audit made of the mutants of one operator. */
export interface Outcome {
  readonly operator: string;
  readonly mutants: number;
  readonly caught: number;
  /** The rules that found something, the most frequent first. */
  readonly rules: readonly string[];
  /** Where a fault was made that no rule saw. */
  readonly survivors: readonly string[];
}

/** Audits every mutant; one is caught when anything is found that is not found in the assembly itself. */
export function survey(assembly: Assembly, operators: readonly Operator[]): readonly Outcome[] {
  const before = new Set(audit(assembly, allRules).findings.map(keyOf));
  return operators.map((operator) => {
    const counts = new Map<string, number>();
    const survivors: string[] = [];
    const mutants = operator.mutants(assembly);
    for (const { at, make } of mutants) {
      const found = audit(make(), allRules).findings.filter((finding) => !before.has(keyOf(finding)));
      if (found.length === 0) survivors.push(at);
      for (const rule of new Set(found.map((finding) => finding.rule))) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    }
    const rules = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([rule]) => rule);
    return {
      operator: operator.name,
      mutants: mutants.length,
      caught: mutants.length - survivors.length,
      rules,
      survivors,
    };
  });
}

/** What makes a finding another one; a fault that moves a step moves the places of old findings too. */
function keyOf({ rule, place: { subject, environment }, message }: Finding): string {
  return [rule, environment, subject, message].join('\n');
}
