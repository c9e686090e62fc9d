import { problem, type Rule } from '../../../audit';
import { EXACT, EXACT_ROLE, gitHubRole } from './examples';
import { gitHubAccess, valuesOf } from './github-roles';

export const oneSubjectForm: Rule = {
  id: 'OID005',
  severity: 'warning',
  title: "a trust policy knows one of the two forms of GitHub's subject",
  why: 'repositories made, renamed or moved since July 2026 have subjects with ids, the others subjects without: after a rename, or in a copy for a new repository, every run is refused',
  repair: 'name both forms of each subject',
  reference: 'https://docs.github.com/en/actions/reference/security/oidc',
  good: EXACT_ROLE,
  bad: gitHubRole({ StringEquals: { ...EXACT, sub: 'repo:acme/order-service:ref:refs/heads/main' } }),
  check: (assembly) =>
    gitHubAccess(assembly).flatMap(({ resource, statement }) => {
      const subjects = valuesOf(statement, 'sub').filter((subject) => /^repo:[^/]*[^/*]\//.test(subject));
      const withIds = subjects.filter((subject) => /^repo:[^/]*@/.test(subject));
      if (subjects.length === 0 || (withIds.length > 0 && withIds.length < subjects.length)) return [];
      const missing = withIds.length === 0 ? 'repo:OWNER@OWNERID/NAME@ID:…' : 'repo:OWNER/NAME:…';
      const message = `the subject ${subjects[0]} stands in one form only`;
      return [problem(resource, message, `name the form ${missing} too`, 'assume_role_policy')];
    }),
};
