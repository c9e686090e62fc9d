import { type Rule } from '../../../audit';
import { LAST_OF_NODE_20, tryMajor } from '../reading/action-facts';
import { actionName } from '../reading/uses';
import { CHECKOUT, workflow } from './examples';
import { atStep, eachStep } from './places';

export const runtimeRemoved: Rule = {
  id: 'GHA028',
  severity: 'warning',
  title: 'an action was made for a Node.js that runners no longer have',
  why: 'since September 2026 it is started with Node.js 24 instead, for which nobody has tested it',
  repair: 'take a newer major version',
  reference: 'https://github.blog/changelog/2026-09-23-node-20-is-no-longer-available-in-github-actions',
  good: workflow({ steps: `- uses: ${CHECKOUT}\n` }),
  bad: workflow({ steps: '- uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2\n' }),
  check: (assembly) =>
    eachStep(assembly, (step) => {
      const name = step.uses ? actionName(step.uses) : '';
      const last = Object.hasOwn(LAST_OF_NODE_20, name) ? LAST_OF_NODE_20[name] : undefined;
      const major = tryMajor(step);
      if (last === undefined || major === undefined || major > last) return [];
      return [atStep(step, 'uses', `${name} v${major} was made for Node.js 20 or older`, `take v${last + 1} or later`)];
    }),
};
