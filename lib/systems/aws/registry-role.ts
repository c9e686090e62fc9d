import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { type TerraformResource } from 'cdktf';
import { type Construct } from 'constructs';
import { invalid } from '../../model';
import { type PolicyDocument } from './policy-document';
import { type RegistryAccess, registryPolicy } from './registry-access';
import { ResourceNames } from './resource-names';
import { ROLE_PATH, roleArn } from './role-arn';

/** What every role that handles images is asked for. */
export interface RegistryRoleProps extends RegistryAccess {
  /** The role's name, unique in the account: letters, digits, "-" and "_". */
  readonly name: string;
  /**
   * The ARN of a managed policy that bounds what the role can ever do.
   * @default no boundary
   */
  readonly permissionsBoundary?: string;
}

/** A role as others refer to it. */
export interface RoleFacts {
  readonly name: string;
  readonly arn: string;
}

/** Tells name and ARN of a role before it exists. Throws `place.name: …` for a name that Terraform or IAM would refuse. */
export function roleFacts(place: string, account: string, { name, permissionsBoundary }: RegistryRoleProps): RoleFacts {
  const arn = roleArn(`${place}.name`, account, name);
  if (
    permissionsBoundary !== undefined &&
    !/^arn:aws:iam::(aws|\d{12}):policy\/[\w+=,.@/-]+$/.test(permissionsBoundary)
  ) {
    throw invalid(`${place}.permissionsBoundary`, 'the ARN of a managed policy', permissionsBoundary);
  }
  return { name, arn };
}

/** Makes the role and the one policy it has. */
export function makeRegistryRole(
  scope: Construct,
  place: string,
  props: RegistryRoleProps,
  role: { readonly description: string; readonly trust: PolicyDocument },
): IamRole {
  const permissions = registryPolicy(place, props);
  const names = ResourceNames.of(scope);
  const named = <R extends TerraformResource>(one: R): R => names.give(`${place}.name`, one, props.name);
  const resource = named(
    new IamRole(scope, 'role', {
      name: props.name,
      path: ROLE_PATH,
      description: role.description,
      assumeRolePolicy: JSON.stringify(role.trust),
      maxSessionDuration: 3600,
      permissionsBoundary: props.permissionsBoundary,
    }),
  );
  named(
    new IamRolePolicy(scope, 'permissions', {
      role: resource.name,
      name: 'registry',
      policy: JSON.stringify(permissions),
    }),
  );
  return resource;
}
