import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack } from 'cdktf';
import { type Construct } from 'constructs';
import { AccountId, invalid } from '../../model';
import { awsRegion } from './aws-region';
import { type State } from './state';

export interface DeliveryStackProps {
  /** The AWS account that everything in the stack is made in: 12 digits. */
  readonly account: string;
  /** The AWS region, such as `eu-west-1`. */
  readonly region: string;
  /** Where Terraform keeps the state. */
  readonly state: State;
  /**
   * The versions of the AWS provider that may apply the stack, as Terraform writes a constraint.
   * @default ">= 5.100.0, < 7.0.0"
   */
  readonly providerVersion?: string;
  /**
   * Tags that every resource gets.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * One Terraform stack for one account and region. Terraform refuses to apply it with the credentials of another account,
 * and its `cdk.tf.json` is the same bytes on every machine.
 */
export class DeliveryStack extends TerraformStack {
  public readonly account: string;
  public readonly region: string;

  /** Throws `AccountId: …` or `DeliveryStack.<prop>: …` for a prop that is not valid. */
  public constructor(scope: Construct, id: string, props: DeliveryStackProps) {
    super(scope, id);
    this.account = AccountId.of(props.account).digits;
    this.region = awsRegion('DeliveryStack.region', props.region);
    new AwsProvider(this, 'aws', {
      region: this.region,
      allowedAccountIds: [this.account],
      ...(props.tags === undefined ? {} : { defaultTags: [{ tags: { ...props.tags } }] }),
    });
    props.state._keepFor(this);
    // The provider package asks for the one version it was generated from; the resources used here are older than that.
    this.addOverride('terraform.required_providers.aws', {
      source: 'hashicorp/aws',
      version: requireConstraint(props.providerVersion ?? '>= 5.100.0, < 7.0.0'),
    });
    this.addOverride('terraform.required_version', `>= ${props.state._needsTerraform}`);
  }
}

function requireConstraint(constraint: string): string {
  if (!/^(=|!=|>=?|<=?|~>)? ?\d+(\.\d+){0,2}(, ?(=|!=|>=?|<=?|~>)? ?\d+(\.\d+){0,2})*$/.test(constraint)) {
    throw invalid('DeliveryStack.providerVersion', 'a constraint such as ">= 6.8.0, < 7.0.0"', constraint);
  }
  return constraint;
}
