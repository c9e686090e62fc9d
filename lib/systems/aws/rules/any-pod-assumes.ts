import { problem, type Rule } from '../../../audit';
import { type Statement, listOf } from '../policy-document';
import { mayAssume, webIdentityRequest } from '../trust';
import { roleTrusting } from './examples';
import { trustPolicies } from './policies';

const CLUSTER = 'oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF0123456789ABCDEF0123456789';
const PROVIDER = `arn:aws:iam::111122223333:oidc-provider/${CLUSTER}`;

const podRole = (condition: Statement['Condition']): Rule['good'] =>
  roleTrusting({
    Principal: { Federated: PROVIDER },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: condition,
  });

export const anyPodAssumes: Rule = {
  id: 'OID013',
  severity: 'error',
  title: 'every pod of a cluster can assume a role',
  why: 'whoever may run a pod in any namespace can push the images that the cluster then trusts',
  repair: 'ask for the subject system:serviceaccount:NAMESPACE:NAME with StringEquals',
  reference: 'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
  good: podRole({
    StringEquals: { [`${CLUSTER}:aud`]: 'sts.amazonaws.com', [`${CLUSTER}:sub`]: 'system:serviceaccount:ci:builder' },
  }),
  bad: podRole({ StringEquals: { [`${CLUSTER}:aud`]: 'sts.amazonaws.com' } }),
  check: (assembly) =>
    trustPolicies(assembly).flatMap(({ resource, document, path }) =>
      document.Statement.flatMap(clustersOf)
        .filter((provider) =>
          mayAssume(
            document,
            webIdentityRequest(provider, {
              aud: 'sts.amazonaws.com',
              sub: 'system:serviceaccount:some-namespace:some-account',
            }),
          ),
        )
        .map(() =>
          problem(
            resource,
            'a pod of any ServiceAccount in any namespace of the cluster can assume the role',
            'ask for the exact subject system:serviceaccount:NAMESPACE:NAME',
            path,
          ),
        ),
    ),
};

/** The clusters whose pods a statement lets in. */
function clustersOf({ Effect, Principal }: Statement): readonly string[] {
  if (Effect !== 'Allow' || Principal === undefined || Principal === '*') return [];
  return listOf(Principal['Federated']).filter((provider) => /:oidc-provider\/oidc\.eks\./.test(provider));
}
