import { problem, type Rule } from '../../../audit';
import { EXACT_ROLE, gitHubRole } from './examples';
import { type GitHubAccess, gitHubAccess, letsIn, valuesOf } from './github-roles';
import { STRANGER, neighbourOf } from './other-runs';

export const neighbourAssumes: Rule = {
  id: 'OID002',
  severity: 'error',
  title: "an owner whose name begins like one's own can assume a role",
  why: 'a wildcard in the owner part of the subject also matches names that anybody can register, such as acme-evil beside acme',
  repair: "write the owner's name in full, up to the slash, and ask for repository_owner_id",
  reference: 'https://docs.github.com/en/actions/reference/security/oidc',
  good: EXACT_ROLE,
  bad: gitHubRole({ StringEquals: { aud: 'sts.amazonaws.com' }, StringLike: { sub: 'repo:acme*' } }),
  check: (assembly) =>
    gitHubAccess(assembly)
      .filter((access) => !letsIn(access, STRANGER))
      .flatMap((access) => {
        const neighbour = neighboursOf(access).find((repository) =>
          letsIn(access, neighbourOf(access.meant, repository)),
        );
        if (neighbour === undefined) return [];
        const message = `a run of ${neighbour} can assume the role: a "*" stands in the owner's part of the subject`;
        return [problem(access.resource, message, "write the owner's name up to the slash", 'assume_role_policy')];
      }),
};

/** Repositories of owners that a subject's pattern takes in although they are not the owner that is meant. */
function neighboursOf({ statement, meant }: GitHubAccess): readonly string[] {
  const [, name = ''] = meant.repository.split('/');
  return valuesOf(statement, 'sub').flatMap((subject) => {
    const [, owner] = /^repo:([^*/:@]+)\*/.exec(subject) ?? [];
    return owner === undefined ? [] : [`${owner}-evil/${name}`, `${owner}-evil/fork`];
  });
}
