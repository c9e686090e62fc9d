import { catalogue } from '../../lib/cli/rule-catalogue';
import { ruleIndex, rulePage } from '../../lib/cli/rule-text';

/** The pages of docs/rules: file name → Markdown. */
export function rulePages(): ReadonlyMap<string, string> {
  const pages = catalogue.map((rule) => [`${rule.id}.md`, rulePage(rule)] as const);
  return new Map([['README.md', ruleIndex(catalogue)], ...pages]);
}
