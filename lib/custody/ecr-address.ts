/** A repository of Amazon ECR, read from its address. */
export interface EcrAddress {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
}

/** Reads `ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME`; nothing comes back for another registry. */
export function tryEcrAddress(repository: string): EcrAddress | undefined {
  const [, account, region, name] =
    /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/(.+)$/.exec(repository) ?? [];
  if (account === undefined || region === undefined || name === undefined) return undefined;
  return { account, region, name, arn: `arn:${partitionOf(region)}:ecr:${region}:${account}:repository/${name}` };
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
