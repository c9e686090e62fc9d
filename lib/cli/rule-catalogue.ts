import { type RuleDescription, builtInRules } from '../audit';
import { allRules } from '../rules';

/** Every id that a report can name, in the order of the ids. */
export const catalogue: readonly RuleDescription[] = [...builtInRules, ...allRules].sort((a, b) =>
  a.id < b.id ? -1 : 1,
);
