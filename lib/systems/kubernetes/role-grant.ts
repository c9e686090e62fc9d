import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { invalid } from '../../model';
import { type ObjectProps, renderMetadata } from './object-props';

/** One thing that holders of a role may do. */
export interface Permission {
  /** API groups; `""` is the core group. */
  readonly groups: readonly string[];
  /** Resources in lower-case plural, such as `pods` or `pods/log`. */
  readonly resources: readonly string[];
  /** Names of single objects. It does not restrict `create` and `list`. @default all objects of the namespace */
  readonly names?: readonly string[];
  /** `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`. */
  readonly verbs: readonly string[];
}

/** A ServiceAccount that is granted something. */
export interface AccountRef {
  readonly name: string;
  /** @default the namespace of the grant */
  readonly namespace?: string;
}

export interface RoleGrantProps extends ObjectProps {
  /** What is allowed, spelled out: a wildcard is refused. */
  readonly permissions: readonly Permission[];
  /** To whom. */
  readonly to: readonly AccountRef[];
}

/** A Role and the RoleBinding of the same name that gives it to ServiceAccounts: one never stands without the other. */
export class RoleGrant extends Construct {
  public readonly name: string;

  /** Throws `RoleGrant.<field>: …` for a wildcard, a permission that allows nothing, or a grant to nobody. */
  public constructor(scope: Construct, id: string, props: RoleGrantProps) {
    super(scope, id);
    if (props.to.length === 0) throw invalid('RoleGrant.to', 'at least one ServiceAccount', props.to);
    const metadata = renderMetadata('RoleGrant', props);
    const role = new k8s.KubeRole(this, 'Role', { metadata, rules: props.permissions.map(renderPermission) });
    this.name = role.name;
    const namespace = role.metadata.namespace;
    new k8s.KubeRoleBinding(this, 'Binding', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role.name },
      subjects: props.to.map((account) => ({
        kind: 'ServiceAccount',
        name: account.name,
        namespace: account.namespace ?? namespace,
      })),
    });
  }
}

function renderPermission({ groups, resources, names, verbs }: Permission): k8s.PolicyRule {
  for (const [field, values] of Object.entries({ groups, resources, verbs })) {
    if (values.length === 0 || values.includes('*')) {
      throw invalid(
        `RoleGrant.${field}`,
        'at least one, each spelled out',
        values,
        'a wildcard grants what comes later too',
      );
    }
  }
  return {
    apiGroups: [...groups],
    resources: [...resources],
    ...(names === undefined ? {} : { resourceNames: [...names] }),
    verbs: [...verbs],
  };
}
