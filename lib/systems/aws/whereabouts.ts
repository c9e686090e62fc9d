import { TerraformStack } from 'cdktf';
import { type Construct } from 'constructs';
import { invalid } from '../../model';
import { DeliveryStack } from './delivery-stack';

/** The account, and for what is not global the region, that a resource must be made in. */
export interface Whereabouts {
  readonly account: string;
  readonly region?: string;
}

/**
 * Throws `place: …` where a `DeliveryStack` would make the resource in another account or region than its address says.
 * In any other stack that cannot be seen: there the provider decides.
 */
export function requireWhereabouts(scope: Construct, place: string, { account, region }: Whereabouts): void {
  const stack = TerraformStack.of(scope);
  if (!(stack instanceof DeliveryStack)) return;
  if (account !== stack.account || (region !== undefined && region !== stack.region)) {
    throw invalid(
      place,
      `something in account ${stack.account} and region ${stack.region}, where the stack makes it`,
      region === undefined ? `account ${account}` : `account ${account} and region ${region}`,
    );
  }
}
