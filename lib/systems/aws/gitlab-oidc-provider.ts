import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { Construct } from 'constructs';
import { AccountId, GitLabPipelineIdentity, invalid } from '../../model';
import { iamArn } from './iam-arn';
import { ResourceNames } from './resource-names';
import { requireWhereabouts } from './whereabouts';

/** An account that accepts the tokens of a GitLab instance. */
export interface GitLabTrustingAccount {
  /** The account: 12 digits. */
  readonly account: string;
  /** The ARN that trust policies name. */
  readonly arn: string;
  /** The instance whose tokens are accepted, such as `https://gitlab.com`. */
  readonly instance: string;
}

export interface GitLabOidcProviderProps {
  /** The AWS account: 12 digits. It can have only one provider for an instance. */
  readonly account: string;
  /** The address of the GitLab instance; AWS must be able to reach it. @default https://gitlab.com */
  readonly instance?: string;
}

/** Makes an account accept tokens of GitLab's jobs. By itself it lets nobody in: the trust policies of roles do. */
export class GitLabOidcProvider extends Construct implements GitLabTrustingAccount {
  /** The provider of an account that has one already; its clients must name sts.amazonaws.com. */
  public static existing(account: string, instance = INSTANCE): GitLabTrustingAccount {
    return { account: AccountId.of(account).digits, arn: providerArn(account, instance), instance };
  }

  public readonly account: string;
  public readonly arn: string;
  public readonly instance: string;

  /** Throws where the account is not 12 digits, or the stack has a provider for the instance already. */
  public constructor(scope: Construct, id: string, props: GitLabOidcProviderProps) {
    super(scope, id);
    const { instance = INSTANCE } = props;
    this.account = AccountId.of(props.account).digits;
    this.arn = providerArn(props.account, instance);
    this.instance = instance;
    requireWhereabouts(this, 'GitLabOidcProvider.account', this);
    const provider = new IamOpenidConnectProvider(this, 'provider', {
      url: instance,
      clientIdList: [GitLabPipelineIdentity.awsAudience],
    });
    const name = instance === INSTANCE ? 'gitlab' : `gitlab-${hostOf(instance).replace(/[^a-z0-9]+/g, '-')}`;
    ResourceNames.of(this).give('GitLabOidcProvider', provider, name);
  }
}

const INSTANCE = 'https://gitlab.com';

function providerArn(account: string, instance: string): string {
  return iamArn(account, `oidc-provider/${hostOf(instance)}`);
}

function hostOf(instance: string): string {
  if (!/^https:\/\/[a-z0-9.-]+$/.test(instance)) {
    throw invalid('GitLabOidcProvider.instance', 'an address such as "https://gitlab.com"', instance);
  }
  return instance.replace('https://', '');
}
