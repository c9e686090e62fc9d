import { type Assembly, type TerraformResource } from '../assembly';
import { mayDo } from '../systems/aws/permissions';
import { type PolicyDocument, isComputed, listOf, tryReadPolicy } from '../systems/aws/policy-document';
import { asList, identityPolicies } from '../systems/aws/rules/policies';
import { once } from '../systems/tekton/once';

/** A ServiceAccount, as AWS knows it: without the cluster, which the assembly does not always say. */
export interface PodAccount {
  readonly namespace: string;
  readonly account: string;
}

/** A role of Terraform with what it may do, as far as that can be read. */
export interface Role {
  readonly resource: TerraformResource;
  readonly policies: readonly PolicyDocument[];
  /** Whether some policy of it cannot be read here, or not what it is about. */
  readonly isOpen: boolean;
}

/** A role that pods of one ServiceAccount take, and the resource that says so. */
export interface RoleUse extends PodAccount {
  /** The association; the role itself where its trust policy names the account. */
  readonly resource: TerraformResource;
  /** Nothing where the assembly does not have the role. */
  readonly role?: Role;
}

/** Which roles the pods of an assembly take, found by ServiceAccount. */
export class RoleUses {
  private readonly byAccount = new Map<string, RoleUse[]>();
  private readonly byTarget = new Map<string, RoleUse>();
  private readonly namespaces = new Set<string>();

  public constructor(public readonly all: readonly RoleUse[]) {
    for (const use of all) {
      this.namespaces.add(use.namespace);
      for (const target of use.role ? pushTargets(use.role) : []) this.byTarget.set(target, use);
      const key = keyOf(use);
      this.byAccount.set(key, [...(this.byAccount.get(key) ?? []), use]);
    }
  }

  /** Whether some role is for a ServiceAccount of a namespace. */
  public hasNamespace(namespace: string): boolean {
    return this.namespaces.has(namespace);
  }

  /** A role that may push to exactly this repository, if there is one. */
  public tryPusherTo(arn: string): RoleUse | undefined {
    return this.byTarget.get(arn);
  }

  /** The roles of a ServiceAccount. */
  public of(account: PodAccount): readonly RoleUse[] {
    return this.byAccount.get(keyOf(account)) ?? [];
  }
}

/** The roles of pods, by EKS Pod Identity or by the cluster's OIDC provider; gathered once. */
export const roleUses = once((assembly: Assembly): RoleUses => {
  const roles = rolesOf(assembly);
  const byName = new Map(roles.flatMap((role) => namesOf(role.resource).map((name) => [name, role] as const)));
  const associations = assembly.terraform.resources('aws_eks_pod_identity_association').flatMap((resource) => {
    const { namespace, service_account: account, role_arn: arn } = resource.body;
    if (typeof namespace !== 'string' || typeof account !== 'string' || /\$\{/.test(namespace + account)) return [];
    const role = byName.get(`${resource.stack} ${roleNamed(arn)}`);
    return [{ resource, namespace, account, ...(role ? { role } : {}) }];
  });
  const trusting = roles.flatMap((role) =>
    accountsTrustedBy(role.resource).map((account) => ({ ...account, resource: role.resource, role })),
  );
  return new RoleUses([...associations, ...trusting]);
});

/** Whether a role may push to the repository of an ARN. */
export function mayPush({ policies }: Role, arn: string): boolean {
  return mayDo(policies, 'ecr:PutImage', arn);
}

/** What a role may push to, as its policies name it: ARNs, perhaps with wildcards. */
export function pushTargets({ policies }: Role): readonly string[] {
  const named = policies
    .flatMap(({ Statement }) => Statement)
    .flatMap((one) => listOf(one.Resource).filter((arn) => mayDo([{ Statement: [one] }], 'ecr:PutImage', arn)));
  return [...new Set(named)];
}

/** The roles of an assembly; gathered once. */
export const rolesOf = once((assembly: Assembly): readonly Role[] => {
  const policies = new Map<string, PolicyDocument[]>();
  const open = new Set<string>();
  for (const { resource, document } of identityPolicies(assembly)) {
    if (resource.type !== 'aws_iam_role_policy' && resource.type !== 'aws_iam_role') continue;
    const name = resource.type === 'aws_iam_role' ? resource.name : roleNamed(resource.body['role']);
    const key = `${resource.stack} ${name}`;
    policies.set(key, [...(policies.get(key) ?? []), document]);
  }
  for (const resource of assembly.terraform.resources('aws_iam_role_policy')) {
    if (isOpen(tryReadPolicy(resource.body['policy'])))
      open.add(`${resource.stack} ${roleNamed(resource.body['role'])}`);
  }
  for (const { stack, body } of assembly.terraform.resources('aws_iam_role_policy_attachment')) {
    open.add(`${stack} ${roleNamed(body['role'])}`);
  }
  return assembly.terraform.resources('aws_iam_role').map((resource) => {
    const names = namesOf(resource);
    return {
      resource,
      policies: names.flatMap((name) => policies.get(name) ?? []),
      isOpen:
        names.some((name) => open.has(name)) ||
        resource.body['managed_policy_arns'] !== undefined ||
        asList(resource.body['inline_policy']).some((one) =>
          isOpen(tryReadPolicy((one as { policy?: unknown }).policy)),
        ),
    };
  });
});

/** Whether a policy may allow more than is written here. */
function isOpen(policy: PolicyDocument | undefined): boolean {
  if (policy === undefined) return true;
  return policy.Statement.some(({ Resource, NotResource }) =>
    [...listOf(Resource), ...listOf(NotResource)].some(isComputed),
  );
}

/** By its name in Terraform, and by its name in AWS. */
function namesOf({ stack, name, body }: TerraformResource): readonly string[] {
  return [...new Set([`${stack} ${name}`, `${stack} ${String(body['name'])}`])];
}

/** The role that an attribute means: by reference, by name or by ARN. */
function roleNamed(attribute: unknown): string {
  const text = String(attribute);
  return /^\$\{aws_iam_role\.([\w-]+)\.\w+\}$/.exec(text)?.[1] ?? text.slice(text.lastIndexOf('/') + 1);
}

/** The ServiceAccounts that a trust policy names by the `sub` of the cluster's tokens. */
function accountsTrustedBy({ body }: TerraformResource): readonly PodAccount[] {
  const statements = tryReadPolicy(body['assume_role_policy'])?.Statement ?? [];
  return statements
    .flatMap(({ Condition = {} }) => Object.values(Condition).flatMap((keys) => Object.entries(keys)))
    .filter(([key]) => key.endsWith(':sub'))
    .flatMap(([, values]) => listOf(values))
    .flatMap((value) => {
      const [, namespace, account] = /^system:serviceaccount:([^:*?$]+):([^:*?$]+)$/.exec(value) ?? [];
      return namespace === undefined || account === undefined ? [] : [{ namespace, account }];
    });
}

function keyOf({ namespace, account }: PodAccount): string {
  return `${namespace}/${account}`;
}
