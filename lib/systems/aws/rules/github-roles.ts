import { type Assembly, type TerraformResource, fieldText } from '../../../assembly';
import { baseOperator } from '../condition';
import { type GitHubRun, tokensOf } from '../github-claims';
import { type PolicyDocument, type Statement, listOf } from '../policy-document';
import { mayAssume, webIdentityRequest } from '../trust';
import { trustPolicies } from './policies';

const HOST = 'token.actions.githubusercontent.com';

/** A statement by which a role lets jobs of GitHub Actions in. */
export interface GitHubAccess {
  readonly resource: TerraformResource;
  readonly document: PolicyDocument;
  readonly statement: Statement;
  /** A run that the statement seems to be written for, as far as its conditions tell. */
  readonly meant: GitHubRun;
}

/** Every statement of a trust policy that allows tokens of GitHub Actions. */
export function gitHubAccess(assembly: Assembly): readonly GitHubAccess[] {
  return trustPolicies(assembly).flatMap(({ resource, document }) =>
    document.Statement.filter((statement) => statement.Effect === 'Allow' && isForGitHub(statement, assembly)).map(
      (statement) => ({ resource, document, statement, meant: meantRun(statement) }),
    ),
  );
}

/** Whether a run gets the role, in either form of its subject. */
export function letsIn({ document, statement }: GitHubAccess, run: GitHubRun): boolean {
  const [provider = ''] = federated(statement);
  return tokensOf(run).some((claims) => mayAssume(document, webIdentityRequest(provider, claims, HOST)));
}

/** The values that a statement asks of a claim, with any operator that is not negated. */
export function valuesOf(statement: Statement, claim: string): readonly string[] {
  return conditionsOn(statement, claim).flatMap(({ operator, values }) =>
    /not|^null$/.test(baseOperator(operator)) ? [] : values,
  );
}

/** Every condition of a statement on a claim. */
export function conditionsOn(
  statement: Statement,
  claim: string,
): readonly { readonly operator: string; readonly values: readonly string[] }[] {
  return Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys)
      .filter(([key]) => key.toLowerCase() === `${HOST}:${claim}`)
      .map(([, values]) => ({ operator, values: listOf(values) })),
  );
}

function isForGitHub(statement: Statement, { terraform }: Assembly): boolean {
  if (JSON.stringify(statement.Condition ?? {}).includes(`"${HOST}:`)) return true;
  return federated(statement).some((principal) => {
    const [, name] = /^\$\{aws_iam_openid_connect_provider\.([\w-]+)\.arn\}$/.exec(principal) ?? [];
    const provider = terraform.resources('aws_iam_openid_connect_provider').find((one) => one.name === name);
    return `${principal} ${fieldText(provider?.body['url'])}`.includes(HOST);
  });
}

function federated({ Principal }: Statement): readonly string[] {
  return Principal === undefined || Principal === '*' ? [] : listOf(Principal['Federated']);
}

const SUBJECT = /^repo:([^/@:]+)(?:@([^/:]+))?\/([^:@]+)(?:@([^:]+))?:(.+)$/;

function meantRun(statement: Statement): GitHubRun {
  const first = (claim: string): string | undefined => valuesOf(statement, claim)[0]?.replace(/[*?]/g, 'x');
  const [, owner, ownerId, name, id, context] = SUBJECT.exec(first('sub') ?? '') ?? [];
  const repository = first('repository') ?? (owner && name ? `${owner}/${name}` : 'acme/example');
  const ref = first('ref') ?? (context?.startsWith('ref:') ? context.slice('ref:'.length) : 'refs/heads/main');
  return {
    repository,
    repositoryId: first('repository_id') ?? id ?? '1002',
    ownerId: first('repository_owner_id') ?? ownerId ?? '1001',
    ref,
    context: context ?? `ref:${ref}`,
    jobWorkflowRef: first('job_workflow_ref') ?? `${repository}/.github/workflows/build.yaml@${ref}`,
  };
}
