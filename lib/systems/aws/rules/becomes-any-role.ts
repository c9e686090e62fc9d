import { problem, type Rule } from '../../../audit';
import { mayDo } from '../permissions';
import { allow, rolePolicy } from './examples';
import { identityPolicies } from './policies';

/** A role that no policy names on purpose. */
const UNNAMED = 'arn:aws:iam::111122223333:role/some-administrator-of-the-account';

export const becomesAnyRole: Rule = {
  id: 'IAM005',
  severity: 'error',
  title: 'a policy allows to take or hand on every role',
  why: 'the holder becomes whatever the account has: an administrator who trusts the account, or a service that runs as one',
  repair: 'name the roles, and for iam:PassRole the service in iam:PassedToService',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
  good: rolePolicy(allow('sts:AssumeRole', 'arn:aws:iam::111122223333:role/deploy')),
  bad: rolePolicy(allow(['iam:PassRole', 'sts:AssumeRole'], '*')),
  check: (assembly) =>
    identityPolicies(assembly).flatMap(({ resource, path, document }) => {
      const allowed = ['iam:PassRole', 'sts:AssumeRole'].filter((action) => mayDo([document], action, UNNAMED));
      if (allowed.length === 0) return [];
      return [problem(resource, `it allows ${allowed.join(' and ')} on every role`, 'name the roles', path)];
    }),
};
