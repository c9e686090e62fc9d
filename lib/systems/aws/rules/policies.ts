import { type Assembly, type TerraformResource } from '../../../assembly';
import { type PolicyDocument, tryReadPolicy } from '../policy-document';

/** A policy with the resource it stands in. */
export interface PlacedPolicy {
  readonly resource: TerraformResource;
  /** The attribute that holds it. */
  readonly path: string;
  readonly document: PolicyDocument;
}

/** Every policy that says what an identity may do, where its JSON can be read here. */
export function identityPolicies({ terraform }: Assembly): readonly PlacedPolicy[] {
  const attributes = IDENTITY_POLICIES.flatMap((type) => terraform.resources(type)).flatMap((resource) =>
    placed(resource, 'policy', resource.body['policy']),
  );
  const inline = terraform
    .resources('aws_iam_role')
    .flatMap((resource) =>
      asList(resource.body['inline_policy']).flatMap((one, index) =>
        placed(resource, `inline_policy[${index}].policy`, (one as Record<string, unknown>)['policy']),
      ),
    );
  return [...attributes, ...inline];
}

/** Every policy that says who may assume a role, where its JSON can be read here. */
export function trustPolicies({ terraform }: Assembly): readonly PlacedPolicy[] {
  return terraform
    .resources('aws_iam_role')
    .flatMap((resource) => placed(resource, 'assume_role_policy', resource.body['assume_role_policy']));
}

const IDENTITY_POLICIES = ['aws_iam_role_policy', 'aws_iam_policy', 'aws_iam_user_policy', 'aws_iam_group_policy'];

function placed(resource: TerraformResource, path: string, attribute: unknown): PlacedPolicy[] {
  const document = tryReadPolicy(attribute);
  return document ? [{ resource, path, document }] : [];
}

/** A block of Terraform's JSON is an object or a list of them. */
export function asList(block: unknown): readonly object[] {
  const list: unknown[] = Array.isArray(block) ? block : [block];
  return list.filter((one): one is object => typeof one === 'object' && one !== null);
}
