import { type TerraformResource } from '../../../assembly';
import { problem, type Rule } from '../../../audit';

const role = (account: string): Rule['good'] => ({
  terraform: {
    aws_iam_role_policy_attachment: { ci: { role: 'ci', policy_arn: `arn:aws:iam::${account}:policy/push` } },
  },
});

export const accountIdShort: Rule = {
  id: 'IAM001',
  severity: 'error',
  title: 'an ARN names an account by fewer or more than 12 digits',
  why: 'there is no such account: the policy matches nothing, and nothing says so',
  repair: 'write the 12 digits of the account, with a zero in front where it has one',
  reference: 'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html',
  good: role('111122223333'),
  bad: role('123456789'),
  check: ({ terraform }) =>
    [...new Set(terraform.stacks.flatMap(({ json }) => Object.keys((json['resource'] ?? {}) as object)))]
      .filter((type) => type.startsWith('aws_'))
      .flatMap((type) => terraform.resources(type))
      .flatMap(wrongAccounts),
};

/** An account stands between the fourth and the fifth colon of an ARN, and in the host of an ECR registry. */
const ACCOUNT = /arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(\d+):|\b(\d+)\.dkr\.ecr\./g;

function wrongAccounts(resource: TerraformResource): ReturnType<Rule['check']> {
  return Object.entries(resource.body).flatMap(([field, value]) => {
    const accounts = [...JSON.stringify(value ?? null).matchAll(ACCOUNT)].map(([, arn, host]) => arn ?? host ?? '');
    return [...new Set(accounts.filter((account) => account.length !== 12))].map((account) =>
      problem(resource, `account ${account} has ${account.length} digits`, 'write all 12 digits', field),
    );
  });
}
