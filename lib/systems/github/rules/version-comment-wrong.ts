import { type Rule } from '../../../audit';
import { ACTION_PINS } from '../action-pins';
import { tryVersionComment } from '../reading/action-facts';
import { actionName, parseUses } from '../reading/uses';
import { CHECKOUT, workflow } from './examples';
import { atStep, eachStep } from './places';

export const versionCommentWrong: Rule = {
  id: 'GHA027',
  severity: 'warning',
  title: 'the comment behind a commit names another version than the commit is',
  why: 'people and bots read the comment: they take the action for newer, or safer, than it is',
  repair: 'write the version that the commit is, or the commit of that version',
  good: workflow({ steps: `- uses: ${CHECKOUT}\n` }),
  bad: workflow({ steps: `- uses: ${CHECKOUT.replace('v7.0.1', 'v6.0.0')}\n` }),
  check: (assembly) =>
    eachStep(assembly, (step) => {
      const { uses } = step;
      const said = tryVersionComment(step);
      if (uses?.kind !== 'repository' || uses.form !== 'commit' || said === undefined) return [];
      const is = VERSIONS.get(`${uses.repository}@${uses.ref}`);
      if (is === undefined || `${plain(is)}.`.startsWith(`${plain(said)}.`)) return [];
      return [
        atStep(step, 'uses', `${actionName(uses)} is said to be ${said}, and its commit is ${is}`, `write # ${is}`),
      ];
    }),
};

/** Version by repository and commit; the wrong pin that circulates for trivy-action is here too. */
const VERSIONS: ReadonlyMap<string, string> = new Map([
  ...Object.values(ACTION_PINS).flatMap(({ uses }): (readonly [string, string])[] => {
    const [reference = '', version] = uses.split(' # ');
    const parsed = parseUses(reference);
    return parsed.kind === 'repository' && version !== undefined
      ? [[`${parsed.repository}@${parsed.ref}`, version]]
      : [];
  }),
  ['aquasecurity/trivy-action@76071ef0d7ec797419534a183b498b4d6366cf37', 'v0.31.0'],
]);

function plain(version: string): string {
  return version.replace(/^v/, '');
}
