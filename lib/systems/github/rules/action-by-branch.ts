import { type Rule } from '../../../audit';
import { actionName } from '../reading/uses';
import { TRIVY_ACTION, workflow } from './examples';
import { eachUse, ownerOf } from './used-actions';

const scan = (uses: string): string =>
  `- uses: ${uses}\n  with: { image-ref: 'ghcr.io/acme/order-service:main', version: v0.72.0 }\n`;

export const actionByBranch: Rule = {
  id: 'GHA020',
  severity: 'error',
  title: "somebody else's action follows a branch",
  why: 'whatever is pushed to that branch runs in the next job, with its token and its secrets, before anybody has read it',
  repair: 'pin it to a full commit, with the version as a comment',
  reference: 'https://docs.github.com/en/actions/reference/security/secure-use#using-third-party-actions',
  good: workflow({ steps: scan(TRIVY_ACTION) }),
  bad: workflow({ steps: scan('aquasecurity/trivy-action@master') }),
  check: (assembly) =>
    eachUse(assembly, (use) => {
      const { uses } = use;
      if (uses.kind !== 'repository' || uses.form !== 'branch' || ownerOf(use) === 'own') return [];
      return [
        {
          message: `${actionName(uses)} follows the branch ${uses.ref}`,
          repair: 'pin it to the full commit of a release: owner/name@<40 digits> # v1.2.3',
        },
      ];
    }),
};
