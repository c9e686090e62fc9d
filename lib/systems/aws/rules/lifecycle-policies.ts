import { type Assembly, type TerraformResource } from '../../../assembly';
import { type ReadLifecycle, tryReadLifecycle } from '../lifecycle-grammar';

/** The lifecycle policy of one repository. */
export interface LifecyclePolicy extends ReadLifecycle {
  readonly resource: TerraformResource;
}

/** Every lifecycle policy whose JSON can be read here. */
export function lifecyclePolicies({ terraform }: Assembly): readonly LifecyclePolicy[] {
  return terraform.resources('aws_ecr_lifecycle_policy').flatMap((resource) => {
    const read = tryReadLifecycle(resource.body['policy']);
    return read ? [{ resource, ...read }] : [];
  });
}
