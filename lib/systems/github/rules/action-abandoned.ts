import { type Rule } from '../../../audit';
import { ABANDONED } from '../reading/action-facts';
import { actionName } from '../reading/uses';
import { BUILD_PUSH, workflow } from './examples';
import { eachUse } from './used-actions';

const build = (uses: string): string => `- uses: ${uses}\n  with: { tags: 'order-service:test' }\n`;

export const actionAbandoned: Rule = {
  id: 'GHA026',
  severity: 'warning',
  title: 'an action is used that nobody keeps any more',
  why: 'it gets no fixes, and stops working with the next change of runners or registries',
  repair: 'use what took its place',
  good: workflow({ steps: build(BUILD_PUSH) }),
  bad: workflow({ steps: build('aevea/action-kaniko@be5ce625a52485739db88cc75ebb8a9f8d269bd4 # v0.14.0') }),
  check: (assembly) =>
    eachUse(assembly, ({ uses }) => {
      const name = actionName(uses);
      const instead = Object.hasOwn(ABANDONED, name) ? ABANDONED[name] : undefined;
      return instead === undefined ? [] : [{ message: `${name} is not kept any more`, repair: `use ${instead}` }];
    }),
};
