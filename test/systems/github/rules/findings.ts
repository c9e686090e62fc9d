import { type Example, type Rule, assemblyOf } from '../../../../lib/audit';
import { githubRules } from '../../../../lib/systems/github/rules';
import { ruleOf } from '../../../rule-examples';

/** The rule of an id. */
export const rule = (id: string): Rule => ruleOf(githubRules, id);

/** What a rule says of an example, or of one workflow: `line field | message | repair`. */
export function findings(id: string, example: Example | string): string[] {
  const files = { '.github/workflows/ci.yaml': typeof example === 'string' ? example : '' };
  return rule(id)
    .check(assemblyOf(typeof example === 'string' ? { files } : example))
    .map(({ place, message, repair }) => `${place.origin.line ?? 0} ${place.path ?? ''} | ${message} | ${repair}`);
}

/** A workflow of one job with the given steps, the first of them in line 8. */
export function steps(text: string, on = 'push', job = ''): string {
  const indented = text.replace(/^(?=.)/gm, '      ');
  return `name: ci\non: ${on}\npermissions: {}\njobs:\n  build:\n    runs-on: ubuntu-24.04\n${job}    steps:\n${indented}\n`;
}
