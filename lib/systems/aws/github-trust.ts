import { GitHubWorkflowIdentity } from '../../model';
import { type Conditions, type PolicyDocument } from './policy-document';

const HOST = GitHubWorkflowIdentity.issuer.replace('https://', '');

/**
 * The trust policy that lets in exactly the given jobs: each is told by its subject in both of GitHub's forms, by the
 * file that holds its steps, and by the ids that nobody else can get.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
export function gitHubTrust(providerArn: string, jobs: readonly GitHubWorkflowIdentity[]): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: jobs.map((job) => ({
      Effect: 'Allow',
      Principal: { Federated: providerArn },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: conditionsOf(job),
    })),
  };
}

function conditionsOf(job: GitHubWorkflowIdentity): Conditions {
  const claims: readonly (readonly [string, readonly string[]])[] = [
    ['aud', ['sts.amazonaws.com']],
    ['repository_owner_id', [String(job.repository.ownerId)]],
    ['repository_id', [String(job.repository.id)]],
    ['job_workflow_ref', job.jobWorkflowRefs],
    // With an environment the subject does not say where the job runs, so the ref is asked for by itself.
    ...(job.environment === undefined ? [] : [['ref', job.refs.map((ref) => ref.text)] as const]),
    ['sub', job.subjects],
  ];
  const exact = claims.filter(([, values]) => !values.some(isPattern));
  const patterns = claims.filter(([, values]) => values.some(isPattern));
  return {
    StringEquals: conditionKeys(exact),
    ...(patterns.length === 0 ? {} : { StringLike: conditionKeys(patterns) }),
  };
}

/** Refs, files and environments cannot hold a `*`, so one can only come from a ref that is a pattern. */
function isPattern(value: string): boolean {
  return value.includes('*');
}

function conditionKeys(claims: readonly (readonly [string, readonly string[]])[]): Record<string, string | string[]> {
  return Object.fromEntries(
    claims.map(([claim, [first = '', ...more]]) => [`${HOST}:${claim}`, more.length === 0 ? first : [first, ...more]]),
  );
}
