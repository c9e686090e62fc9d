import { type TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { invalid } from '../../model';

/**
 * The names that resources of one stack have inside Terraform. They come from the names that the resources have in AWS,
 * without a hash: to rename or move a construct then replaces nothing. Two resources of one type and name would be
 * merged into one without a word, so the second is refused.
 */
export class ResourceNames extends Construct {
  /** The names of the stack that a construct belongs to. */
  public static of(scope: Construct): ResourceNames {
    const stack = TerraformStack.of(scope);
    const existing = stack.node.tryFindChild(CHILD);
    return (existing as ResourceNames | undefined) ?? new ResourceNames(stack);
  }

  private readonly taken = new Set<string>();

  private constructor(stack: TerraformStack) {
    super(stack, CHILD);
  }

  /**
   * Names a resource after what it is called in AWS, and gives it back. To be called before anything refers to it.
   * Throws `place: …` where the stack has one of that type and name.
   */
  public give<R extends TerraformResource>(place: string, resource: R, name: string): R {
    const terraformName = inTerraform(name);
    const address = `${resource.terraformResourceType}.${terraformName}`;
    if (this.taken.has(address)) {
      throw invalid(place, `a name that no other ${resource.terraformResourceType} of the stack has`, name);
    }
    this.taken.add(address);
    resource.overrideLogicalId(terraformName);
    return resource;
  }
}

const CHILD = 'resource-names';

/** Terraform allows neither `/` nor `.` in a name; AWS allows no two separators in a row, so these stay apart. */
function inTerraform(name: string): string {
  const safe = name.replaceAll('/', '--').replaceAll('.', '__');
  return /^[a-z_]/i.test(safe) ? safe : `_${safe}`;
}
