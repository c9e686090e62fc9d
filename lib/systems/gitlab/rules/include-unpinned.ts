import { problem, type Rule } from '../../../audit';
import { asMap } from '../reading/pipelines';
import { documentsOf } from '../reading/documents';
import { ci } from './examples';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

export const includeUnpinned: Rule = {
  id: 'GLC026',
  severity: 'warning',
  title: 'a pipeline includes configuration that can change under it',
  why: "whoever may move that branch or tag writes jobs of this project's pipelines, with its tokens and variables",
  repair: 'name the commit: ref with 40 hex digits, component@commit, or integrity for an address',
  reference: 'https://docs.gitlab.com/ci/pipelines/pipeline_security/#pin-dependencies',
  good: ci(`include:\n  - component: gitlab.com/acme/ci/go@${COMMIT}\n`),
  bad: ci('include:\n  - component: gitlab.com/acme/ci/go@1\n'),
  check: (assembly) =>
    documentsOf(assembly).flatMap((document) => {
      const includes: unknown = document.top?.['include'];
      const list: readonly unknown[] = Array.isArray(includes) ? includes : [includes];
      return list.flatMap((one, i) => {
        const message = tryLoose(one);
        if (message === undefined) return [];
        const path = Array.isArray(includes) ? `include[${i}]` : 'include';
        const place = { origin: { ...document.origin, line: document.lineOf(path) }, subject: 'pipeline', path };
        return [problem(place, message, 'name one commit')];
      });
    }),
};

function tryLoose(include: unknown): string | undefined {
  const { project, ref, component, remote, integrity } = asMap(
    typeof include === 'string' && /^https?:/.test(include) ? { remote: include } : include,
  );
  if (typeof component === 'string') {
    const [, version = ''] = component.split('@');
    return isCommit(version) || component.includes('$CI_COMMIT_SHA') ? undefined : `${component} is not one commit`;
  }
  if (typeof project === 'string') {
    return isCommit(ref)
      ? undefined
      : `${project} at ${typeof ref === 'string' ? ref : 'its default branch'} is not one commit`;
  }
  return typeof remote === 'string' && integrity === undefined ? `${remote} has no integrity` : undefined;
}

function isCommit(ref: unknown): boolean {
  return typeof ref === 'string' && /^[0-9a-f]{40}$/.test(ref);
}
