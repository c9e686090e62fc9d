import { GitLabPipelineIdentity } from '../../model';
import { type Conditions, type PolicyDocument } from './policy-document';

/**
 * The trust policy that lets in the jobs of exactly the given pipelines. AWS sees the subject and the audience of a GitLab
 * token and no other claim, so nothing tells a job from another of the same branch: whoever may push there has the role.
 * @see https://docs.gitlab.com/ci/cloud_services/aws/
 */
export function gitLabTrust(providerArn: string, pipelines: readonly GitLabPipelineIdentity[]): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: pipelines.map((pipeline) => {
      const host = pipeline.issuer.replace('https://', '');
      const aud = { [`${host}:aud`]: GitLabPipelineIdentity.awsAudience };
      const sub = { [`${host}:sub`]: oneOrMore(pipeline.subjects) };
      const isPattern = pipeline.refs.some((ref) => ref.isPattern);
      const conditions: Conditions = isPattern
        ? { StringEquals: aud, StringLike: sub }
        : { StringEquals: { ...aud, ...sub } };
      return {
        Effect: 'Allow',
        Principal: { Federated: providerArn },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: conditions,
      };
    }),
  };
}

function oneOrMore([first = '', ...more]: readonly string[]): string | readonly string[] {
  return more.length === 0 ? first : [first, ...more];
}
