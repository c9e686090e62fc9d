import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { Construct } from 'constructs';
import { AccountId, GitHubWorkflowIdentity } from '../../model';
import { iamArn } from './iam-arn';
import { ResourceNames } from './resource-names';
import { requireWhereabouts } from './whereabouts';

/** An account that accepts the tokens of GitHub Actions. */
export interface GitHubTrustingAccount {
  /** The account: 12 digits. */
  readonly account: string;
  /** The ARN that trust policies name. */
  readonly arn: string;
}

export interface GitHubOidcProviderProps {
  /** The AWS account: 12 digits. It can have only one provider for GitHub. */
  readonly account: string;
}

/**
 * Makes an account accept tokens of GitHub Actions. By itself it lets nobody in: the trust policies of roles do. AWS
 * checks GitHub's certificate by itself, so there is no thumbprint to go stale.
 */
export class GitHubOidcProvider extends Construct implements GitHubTrustingAccount {
  /** The provider of an account that has one already, made by somebody else or in another stack. */
  public static existing(account: string): GitHubTrustingAccount {
    return { account: AccountId.of(account).digits, arn: providerArn(account) };
  }

  public readonly account: string;
  public readonly arn: string;

  /** Throws where the account is not 12 digits, or the stack has a provider for GitHub already. */
  public constructor(scope: Construct, id: string, props: GitHubOidcProviderProps) {
    super(scope, id);
    this.account = AccountId.of(props.account).digits;
    this.arn = providerArn(props.account);
    requireWhereabouts(this, 'GitHubOidcProvider.account', this);
    const provider = new IamOpenidConnectProvider(this, 'provider', {
      url: GitHubWorkflowIdentity.issuer,
      clientIdList: ['sts.amazonaws.com'],
    });
    ResourceNames.of(this).give('GitHubOidcProvider', provider, 'github');
  }
}

function providerArn(account: string): string {
  return iamArn(account, `oidc-provider/${GitHubWorkflowIdentity.issuer.replace('https://', '')}`);
}
