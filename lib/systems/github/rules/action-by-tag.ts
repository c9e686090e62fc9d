import { type Rule } from '../../../audit';
import { actionName } from '../reading/uses';
import { BUILD_PUSH, workflow } from './examples';
import { eachUse, ownerOf } from './used-actions';

const build = (uses: string): string => `- uses: ${uses}\n  with: { push: false, tags: 'order-service:test' }\n`;

/**
 * Whose tags matter: an account that was taken over moved the tags of trivy-action, of changed-files and of others, and
 * every job that named one ran the thief's code. GitHub's own actions are a warning (GHA022): who moves those tags has
 * the runner already. That a release may be immutable cannot be seen in a file.
 */
export const actionByTag: Rule = {
  id: 'GHA021',
  severity: 'error',
  title: "somebody else's action is named by a tag, which can be moved",
  why: 'whoever gets into that account moves the tag, and every job runs what it then points to: so it went in 2025 and 2026',
  repair: 'pin it to a full commit, with the version as a comment',
  reference: 'https://docs.github.com/en/actions/reference/security/secure-use#using-third-party-actions',
  good: workflow({ steps: build(BUILD_PUSH) }),
  bad: workflow({ steps: build('docker/build-push-action@v7') }),
  check: (assembly) =>
    eachUse(assembly, (use) => {
      const { uses } = use;
      if (uses.kind !== 'repository' || uses.form !== 'tag' || ownerOf(use) !== 'other') return [];
      if (uses.ref.includes('${{') || BY_TAG_ONLY.includes(uses.repository)) return [];
      return [
        {
          message: `${actionName(uses)} is named by the tag ${uses.ref}`,
          repair: `pin it to the commit of that tag: owner/name@<40 digits> # ${uses.ref}`,
        },
      ];
    }),
};

/** Its provenance says by which tag it was called, and its verifier takes no commit in its place. */
const BY_TAG_ONLY = ['slsa-framework/slsa-github-generator'];
