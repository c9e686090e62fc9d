import { Construct } from 'constructs';
import { type GitLabPipelineIdentity, invalid } from '../../model';
import { type GitLabTrustingAccount } from './gitlab-oidc-provider';
import { gitLabTrust } from './gitlab-trust';
import { type RegistryRoleProps, type RoleFacts, makeRegistryRole, roleFacts } from './registry-role';
import { requireWhereabouts } from './whereabouts';

export interface GitLabCiRoleProps extends RegistryRoleProps {
  /** The account that the role is in, as one that accepts the tokens of the instance. */
  readonly provider: GitLabTrustingAccount;
  /** The pipelines whose jobs assume the role: protect their branches and tags. */
  readonly usedBy: readonly GitLabPipelineIdentity[];
}

/** A role for jobs of GitLab that needs no stored key: the named pipelines can assume it, for one hour. */
export class GitLabCiRole extends Construct implements RoleFacts {
  public readonly name: string;
  public readonly arn: string;

  /** Throws `GitLabCiRole.<prop>: …` where a prop is not valid, and where the stack has a role of that name. */
  public constructor(scope: Construct, id: string, props: GitLabCiRoleProps) {
    super(scope, id);
    const { provider, usedBy } = props;
    if (usedBy.length === 0) throw invalid('GitLabCiRole.usedBy', 'at least one pipeline', usedBy);
    const foreign = usedBy.find(({ issuer }) => issuer !== provider.instance);
    if (foreign) throw invalid('GitLabCiRole.usedBy', `pipelines of ${provider.instance}`, foreign.issuer);
    requireWhereabouts(this, 'GitLabCiRole.provider', { account: provider.account });
    const { name, arn } = roleFacts('GitLabCiRole', provider.account, props);
    this.name = name;
    this.arn = arn;
    makeRegistryRole(this, 'GitLabCiRole', props, {
      description: `For GitLab CI: ${usedBy.map(String).join('; ')}`.slice(0, 1000),
      trust: gitLabTrust(provider.arn, usedBy),
    });
  }
}
