import { Construct } from 'constructs';
import { type GitHubWorkflowIdentity, invalid } from '../../model';
import { type GitHubTrustingAccount } from './github-oidc-provider';
import { gitHubTrust } from './github-trust';
import { type RegistryRoleProps, type RoleFacts, makeRegistryRole, roleFacts } from './registry-role';
import { requireWhereabouts } from './whereabouts';

export interface CiRoleProps extends RegistryRoleProps {
  /** The account that the role is in, as one that accepts GitHub's tokens. */
  readonly provider: GitHubTrustingAccount;
  /** The jobs that assume the role. */
  readonly usedBy: readonly GitHubWorkflowIdentity[];
}

/**
 * A role for jobs of GitHub Actions that needs no stored key. Exactly the named jobs can assume it, for one hour, by
 * ids that outlive a renamed repository; it reaches exactly the repositories that it pushes to and pulls from.
 */
export class CiRole extends Construct implements RoleFacts {
  public readonly name: string;
  public readonly arn: string;

  /** Throws `CiRole.<prop>: …` where a prop is not valid, and where the stack has a role of that name. */
  public constructor(scope: Construct, id: string, props: CiRoleProps) {
    super(scope, id);
    if (props.usedBy.length === 0) throw invalid('CiRole.usedBy', 'at least one workflow', props.usedBy);
    requireWhereabouts(this, 'CiRole.provider', { account: props.provider.account });
    const { name, arn } = roleFacts('CiRole', props.provider.account, props);
    this.name = name;
    this.arn = arn;
    makeRegistryRole(this, 'CiRole', props, {
      description: `For GitHub Actions: ${props.usedBy.map(String).join('; ')}`.slice(0, 1000),
      trust: gitHubTrust(props.provider.arn, props.usedBy),
    });
  }
}
