import { type ImageRepository, invalid } from '../../model';
import { type PolicyDocument, type Statement } from './policy-document';

/** What an image puller does in a repository. */
export const PULL_ACTIONS: readonly string[] = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:GetDownloadUrlForLayer',
];

/**
 * What an image pusher does in a repository. Nothing here deletes an image or changes how long it is kept.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html
 */
export const PUSH_ACTIONS: readonly string[] = [
  ...PULL_ACTIONS,
  'ecr:CompleteLayerUpload',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
];

/** Whose images a role handles, and how. */
export interface RegistryAccess {
  /** The repositories that it pushes to, and reads from while it does. */
  readonly pushes?: readonly ImageRepository[];
  /** The repositories that it only pulls from. */
  readonly pulls?: readonly ImageRepository[];
}

/** The identity policy that grants exactly that. Throws `place: …` where there is nothing to grant. */
export function registryPolicy(place: string, { pushes = [], pulls = [] }: RegistryAccess): PolicyDocument {
  if (pushes.length + pulls.length === 0) {
    throw invalid(place, 'at least one repository in pushes or pulls', 'none', 'a role without rights serves nobody');
  }
  const foreign = [...pushes, ...pulls].find(({ arn }) => !arn.startsWith('arn:aws:'));
  if (foreign) {
    throw invalid(place, 'repositories of the partition "aws"', foreign.arn, 'its roles have other ARNs and audiences');
  }
  return {
    Version: '2012-10-17',
    Statement: [
      // ECR knows no resource for this action: a token opens the registry, and the other statements say what is in it.
      { Sid: 'Login', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
      ...inRepositories('Push', PUSH_ACTIONS, pushes),
      ...inRepositories('Pull', PULL_ACTIONS, pulls),
    ],
  };
}

function inRepositories(
  sid: string,
  actions: readonly string[],
  repositories: readonly ImageRepository[],
): Statement[] {
  if (repositories.length === 0) return [];
  return [{ Sid: sid, Effect: 'Allow', Action: actions, Resource: repositories.map(({ arn }) => arn) }];
}
