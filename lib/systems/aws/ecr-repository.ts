import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy';
import * as ecr from '@cdktf/provider-aws/lib/ecr-repository';
import { EcrRepositoryPolicy } from '@cdktf/provider-aws/lib/ecr-repository-policy';
import { type TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { type EcrLocation, type ImageRepository, type TagFamily, invalid } from '../../model';
import { type AwsPrincipal } from './aws-principal';
import { EcrEncryption } from './ecr-encryption';
import { type RetentionProps, lifecycleRules } from './lifecycle';
import { type PolicyDocument, type Statement } from './policy-document';
import { PULL_ACTIONS, PUSH_ACTIONS } from './registry-access';
import { ResourceNames } from './resource-names';
import { type LifecycleRule, matchesTag } from './retention';
import { requireWhereabouts } from './whereabouts';

export interface EcrRepositoryProps {
  /** The repository: `ImageRepository.ecr(…)`. Its account and region must be those of the stack's provider. */
  readonly image: ImageRepository;
  /** Every family of tags that is pushed; promotions in the order in which an image passes the environments. */
  readonly tags: readonly TagFamily[];
  /** What must be kept, as facts about the delivery. */
  readonly retention: RetentionProps;
  /**
   * The key that images are encrypted with. It cannot be changed later.
   * @default EcrEncryption.awsManagedKey
   */
  readonly encryption?: EcrEncryption;
  /**
   * Who may pull besides the identities of the repository's own account, whose own policies decide.
   * @default nobody
   */
  readonly pulledBy?: readonly AwsPrincipal[];
  /**
   * Who may push besides the identities of the repository's own account: builders that run in another one.
   * @default nobody
   */
  readonly pushedBy?: readonly AwsPrincipal[];
}

/**
 * A registry repository whose tags cannot be moved, whose images are scanned when they are pushed, and whose lifecycle
 * deletes nothing that runs, waits for its promotion, or may be rolled back to. Tags of a moving family are excepted from
 * immutability, which needs version 6.8 or newer of the AWS provider.
 */
export class EcrRepository extends Construct {
  public readonly image: ImageRepository;
  public readonly arn: string;
  /** The lifecycle policy's rules, in the order in which ECR applies them. */
  public readonly lifecycle: readonly LifecycleRule[];

  /** Throws `EcrRepository.<prop>: …` where the image is not in ECR, or the families or the retention contradict each other. */
  public constructor(scope: Construct, id: string, props: EcrRepositoryProps) {
    super(scope, id);
    const location = requireEcr(props.image);
    requireWhereabouts(this, 'EcrRepository.image', location);
    checkFamilies(props.tags);
    this.image = props.image;
    this.arn = props.image.arn;
    this.lifecycle = lifecycleRules(props.tags, props.retention);

    const named = <R extends TerraformResource>(resource: R): R =>
      ResourceNames.of(this).give('EcrRepository.image', resource, location.name);
    const repository = named(
      new ecr.EcrRepository(this, 'repository', {
        name: location.name,
        ...mutability(props.tags.filter((family) => family.moves)),
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfiguration: [(props.encryption ?? EcrEncryption.awsManagedKey)._render()],
        forceDelete: false,
      }),
    );
    named(
      new EcrLifecyclePolicy(this, 'lifecycle', {
        repository: repository.name,
        policy: JSON.stringify({ rules: this.lifecycle }),
      }),
    );
    const access = accessPolicy(props);
    if (access) {
      named(new EcrRepositoryPolicy(this, 'policy', { repository: repository.name, policy: JSON.stringify(access) }));
    }
  }
}

function requireEcr(image: ImageRepository): EcrLocation {
  if (!image.ecr) throw invalid('EcrRepository.image', 'a repository of Amazon ECR', image.address);
  return image.ecr;
}

function checkFamilies(tags: readonly TagFamily[]): void {
  if (!tags.some((family) => family.kind === 'promoted' || family.kind === 'release')) {
    throw invalid(
      'EcrRepository.tags',
      'TagFamily.release or at least one TagFamily.promoted(…)',
      tags.map(({ name }) => name),
      'without a tag that marks it, an image that runs would be deleted with the other builds',
    );
  }
  for (const [index, family] of tags.entries()) {
    const other = tags.find((one, at) => at !== index && matchesTag(family.pattern, one.example));
    if (other) {
      throw invalid(
        'EcrRepository.tags',
        'families that share no tag',
        `"${family.pattern}" (${family.name}) and "${other.example}" (${other.name})`,
        'the lifecycle rule of one would decide about images of the other',
      );
    }
  }
}

/** The exclusion filters are left out where nothing needs them: older versions of the provider do not know the field. */
function mutability(
  moving: readonly TagFamily[],
): Pick<ecr.EcrRepositoryConfig, 'imageTagMutability' | 'imageTagMutabilityExclusionFilter'> {
  if (moving.length === 0) return { imageTagMutability: 'IMMUTABLE' };
  return {
    imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    imageTagMutabilityExclusionFilter: moving.map(({ pattern }) => ({ filter: pattern, filterType: 'WILDCARD' })),
  };
}

function accessPolicy({ pulledBy = [], pushedBy = [] }: EcrRepositoryProps): PolicyDocument | undefined {
  const statements = [...letIn('Pull', PULL_ACTIONS, pulledBy), ...letIn('Push', PUSH_ACTIONS, pushedBy)];
  return statements.length === 0 ? undefined : { Version: '2012-10-17', Statement: statements };
}

function letIn(sid: string, actions: readonly string[], principals: readonly AwsPrincipal[]): Statement[] {
  if (principals.length === 0) return [];
  return [{ Sid: sid, Effect: 'Allow', Principal: { AWS: principals.map(({ arn }) => arn) }, Action: actions }];
}
