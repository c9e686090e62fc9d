import { type Rule } from '../../../audit';
import { tryGone } from '../reading/action-facts';
import { actionName } from '../reading/uses';
import { TRIVY_ACTION, workflow } from './examples';
import { eachUse } from './used-actions';

const scan = (uses: string): string =>
  `- uses: ${uses}\n  with: { image-ref: 'ghcr.io/acme/order-service:main', version: v0.72.0 }\n`;

export const actionGone: Rule = {
  id: 'GHA025',
  severity: 'error',
  title: 'an action is named that is not there',
  why: 'GitHub resolves every action before the first step: the job fails at once',
  repair: 'take a release that exists, by its full commit',
  reference: 'https://github.com/aquasecurity/trivy-action/issues/541',
  good: workflow({ steps: scan(TRIVY_ACTION) }),
  bad: workflow({ steps: scan('aquasecurity/trivy-action@0.20.0') }),
  check: (assembly) =>
    eachUse(assembly, ({ uses }) => {
      const reason = tryGone(uses);
      if (reason === undefined || uses.kind !== 'repository') return [];
      return [
        { message: `${actionName(uses)}@${uses.ref} does not resolve: ${reason}`, repair: 'pin a release that exists' },
      ];
    }),
};
