import { type Rule } from '../../../audit';
import { actionName } from '../reading/uses';
import { CHECKOUT, workflow } from './examples';
import { eachUse, ownerOf } from './used-actions';

export const trustedActionFloats: Rule = {
  id: 'GHA022',
  severity: 'warning',
  title: "GitHub's action, or one of the own organisation, is not pinned",
  why: 'the same commit builds otherwise next week, and nobody sees what changed; a major version may bring a change that breaks',
  repair: 'pin it to a full commit, and let Renovate or Dependabot raise it',
  reference: 'https://docs.github.com/en/actions/reference/security/secure-use#using-third-party-actions',
  good: workflow({ steps: `- uses: ${CHECKOUT}\n` }),
  bad: workflow({ steps: '- uses: actions/checkout@v7\n' }),
  check: (assembly) =>
    eachUse(assembly, (use) => {
      const { uses } = use;
      if (uses.kind !== 'repository' || uses.form === 'commit' || uses.form === 'short commit') return [];
      const owner = ownerOf(use);
      if (owner === 'other' || (owner === 'github' && uses.form === 'branch')) return [];
      const noun = uses.form === 'branch' ? 'branch' : 'tag';
      return [{ message: `${actionName(uses)} follows the ${noun} ${uses.ref}`, repair: 'pin it to a full commit' }];
    }),
};
