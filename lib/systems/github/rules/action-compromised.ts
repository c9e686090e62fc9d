import { type Rule } from '../../../audit';
import { tryTheft } from '../action-thefts';
import { actionName } from '../reading/uses';
import { TRIVY_ACTION, workflow } from './examples';
import { eachUse } from './used-actions';

const scan = (uses: string): string =>
  `- uses: ${uses}\n  with: { image-ref: 'ghcr.io/acme/order-service:main', version: v0.72.0 }\n`;

export const actionCompromised: Rule = {
  id: 'GHA024',
  severity: 'error',
  title: 'an action is pinned to malicious code',
  why: 'the commit was put there by a thief: it reads every secret of the job and sends it away',
  repair: 'take another release, and change every credential that the job could read',
  reference: 'https://github.com/aquasecurity/trivy/security/advisories/GHSA-69fq-xp46-6x23',
  good: workflow({ steps: scan(TRIVY_ACTION) }),
  bad: workflow({ steps: scan('aquasecurity/trivy-action@ddb9da4475c1cef7d5389062bdfdfbdbd1394648 # v0.34.2') }),
  check: (assembly) =>
    eachUse(assembly, ({ uses }) => {
      const theft = uses.kind === 'repository' ? tryTheft(uses.repository) : undefined;
      if (!theft || uses.kind !== 'repository' || !theft.isMalicious(uses.ref)) return [];
      const instead = theft.safeFrom === undefined ? 'another action' : `${theft.safeFrom} or newer`;
      return [
        {
          message: `${actionName(uses)} at this commit is malicious code (${theft.source})`,
          repair: `take ${instead}, and change every credential of the job`,
        },
      ];
    }),
};
