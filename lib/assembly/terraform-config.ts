import { type Origin } from './origin';

/** One `resource` block of a Terraform configuration in its JSON form. */
export interface TerraformResource {
  readonly stack: string;
  /** The resource type, such as `aws_ecr_repository`. */
  readonly type: string;
  /** The name inside the configuration, such as `order-service`. */
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly origin: Origin;
}

/** One stack: a folder in which `terraform apply` runs. */
export interface TerraformStackConfig {
  readonly name: string;
  /** The whole `cdk.tf.json`. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly origin: Origin;
  /**
   * Where each resource stands, by `type.name`.
   * @default all at the stack's own place
   */
  readonly origins?: ReadonlyMap<string, Origin>;
}

/** All Terraform stacks of the assembly, their resources indexed by type. */
export class TerraformConfig {
  private readonly byType = new Map<string, TerraformResource[]>();

  public constructor(public readonly stacks: readonly TerraformStackConfig[]) {
    for (const resource of stacks.flatMap(resourcesOf)) {
      const list = this.byType.get(resource.type);
      if (list) list.push(resource);
      else this.byType.set(resource.type, [resource]);
    }
  }

  /** Every resource of a type, in the order of the stacks. */
  public resources(type: string): readonly TerraformResource[] {
    return this.byType.get(type) ?? [];
  }
}

function resourcesOf(stack: TerraformStackConfig): TerraformResource[] {
  return Object.entries(asRecord(stack.json['resource'])).flatMap(([type, named]) =>
    Object.entries(asRecord(named)).map(([name, body]) => {
      const fields = asRecord(body);
      return {
        stack: stack.name,
        type,
        name,
        body: fields,
        origin: originOf(fields, stack.origins?.get(`${type}.${name}`) ?? stack.origin),
      };
    }),
  );
}

/** cdktf leaves the construct's path in a comment field of each block. */
function originOf(body: Record<string, unknown>, stack: Origin): Origin {
  const path = asRecord(asRecord(body['//'])['metadata'])['path'];
  return typeof path === 'string' ? { ...stack, construct: path } : stack;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** A field of a block as text. Nothing says what a block holds: a list or an object comes as JSON, a missing field as the empty text. */
export function fieldText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : `${value as string | number | boolean}`;
}
