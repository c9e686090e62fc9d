import { type TerraformStackConfig, fieldText } from '../../../assembly';
import { problem, type Rule } from '../../../audit';

const repository = (body: object): Rule['good'] => ({
  terraform: { aws_ecr_repository: { 'order-service': { name: 'order-service', ...body } } },
});

export const exclusionUnknown: Rule = {
  id: 'ECR003',
  severity: 'error',
  title: 'a repository excepts tags from immutability, and the AWS provider may be too old to know of that',
  why: 'a lock file with version 5 or an early 6 satisfies the constraint, and terraform then refuses the whole stack',
  repair: 'ask for version 6.8 or newer of hashicorp/aws',
  reference: 'https://github.com/hashicorp/terraform-provider-aws/releases/tag/v6.8.0',
  good: repository({ image_tag_mutability: 'IMMUTABLE' }),
  bad: repository({
    image_tag_mutability: 'IMMUTABLE_WITH_EXCLUSION',
    image_tag_mutability_exclusion_filter: [{ filter: 'cache', filter_type: 'WILDCARD' }],
  }),
  check: ({ terraform }) => {
    const constraints = new Map(terraform.stacks.map((stack) => [stack.name, constraintOf(stack)]));
    return terraform
      .resources('aws_ecr_repository')
      .filter(({ body }) => fieldText(body['image_tag_mutability']).endsWith('_WITH_EXCLUSION'))
      .filter(({ stack }) => !asksForNewEnough(constraints.get(stack)))
      .map((resource) =>
        problem(
          resource,
          `exclusion filters came with version 6.8 of hashicorp/aws; the stack takes ${constraints.get(resource.stack) ?? 'any'}`,
          'set providerVersion of the stack to ">= 6.8.0, < 7.0.0"',
          'image_tag_mutability',
        ),
      );
  },
};

function constraintOf(stack: TerraformStackConfig): string | undefined {
  const terraform = stack.json['terraform'] as
    { required_providers?: Record<string, { version?: unknown }> } | undefined;
  const version = terraform?.required_providers?.['aws']?.version;
  return typeof version === 'string' ? version : undefined;
}

/** Whether a part of a constraint such as `>= 6.8.0, < 7.0.0` keeps every older version out. */
function asksForNewEnough(constraint: string | undefined): boolean {
  return (constraint ?? '').split(',').some((part) => {
    const [, major, minor] = /^\s*(?:>=?|~>|=)?\s*v?(\d+)(?:\.(\d+))?/.exec(part) ?? [];
    return major !== undefined && (Number(major) > 6 || (Number(major) === 6 && Number(minor ?? 0) >= 8));
  });
}
