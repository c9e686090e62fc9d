import { type Example, type Rule, assemblyOf } from '../../../../lib/audit';
import { Platform } from '../../../../lib/model';
import { kyvernoRules } from '../../../../lib/systems/kyverno/rules';

/** The rule of an id. */
export function ruleOf(id: string): Rule {
  const rule = kyvernoRules.find((one) => one.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return rule;
}

/** What a rule says of an example: the place, the message and the repair of each finding. */
export function said(id: string, example: Example, versions: { readonly kyverno?: string } = {}): string[][] {
  return ruleOf(id)
    .check(assemblyOf(example, Platform.of(versions)))
    .map(({ place, message, repair }) => [[place.subject, place.path].filter(Boolean).join(' '), message, repair]);
}
