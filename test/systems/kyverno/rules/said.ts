import { type Example, type Rule, assemblyOf } from '../../../../lib/audit';
import { Platform } from '../../../../lib/model';
import { kyvernoRules } from '../../../../lib/systems/kyverno/rules';
import { ruleOf } from '../../../rule-examples';

/** The rule of an id. */
export const rule = (id: string): Rule => ruleOf(kyvernoRules, id);

/** What a rule says of an example: the place, the message and the repair of each finding. */
export function said(id: string, example: Example, versions: { readonly kyverno?: string } = {}): string[][] {
  return rule(id)
    .check(assemblyOf(example, Platform.of(versions)))
    .map(({ place, message, repair }) => [[place.subject, place.path].filter(Boolean).join(' '), message, repair]);
}
