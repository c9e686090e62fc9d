import { type Assembly, type TerraformResource, type TerraformStackConfig } from '../assembly';
import { matchesWildcard } from '../systems/aws/wildcard';
import { lifecyclePolicies } from '../systems/aws/rules/lifecycle-policies';
import { asList } from '../systems/aws/rules/policies';
import { type LifecycleRule } from '../systems/aws/retention';
import { once } from '../systems/tekton/once';
import { type EcrAddress, tryEcrAddress } from './ecr-address';

/** A repository of Terraform, with what decides about the images in it. */
export interface EcrRepository {
  readonly resource: TerraformResource;
  readonly lifecycle?: { readonly resource: TerraformResource; readonly rules: readonly LifecycleRule[] };
}

interface Place {
  readonly region?: string;
  readonly accounts?: readonly string[];
}

/** The repositories of an assembly by name, each with where its stack makes it; gathered once. */
const repositories = once((assembly: Assembly): ReadonlyMap<string, readonly (EcrRepository & Place)[]> => {
  const places = new Map(assembly.terraform.stacks.map((stack) => [stack.name, placeOf(stack)]));
  const lifecycles = new Map(
    lifecyclePolicies(assembly)
      .filter(({ refused }) => refused.length === 0)
      .map(({ resource, rules }) => [`${resource.stack} ${governs(resource)}`, { resource, rules }]),
  );
  const found = new Map<string, (EcrRepository & Place)[]>();
  for (const resource of assembly.terraform.resources('aws_ecr_repository')) {
    const name = String(resource.body['name']);
    const lifecycle =
      lifecycles.get(`${resource.stack} ${resource.name}`) ?? lifecycles.get(`${resource.stack} ${name}`);
    const repository = { resource, ...places.get(resource.stack), ...(lifecycle ? { lifecycle } : {}) };
    found.set(name, [...(found.get(name) ?? []), repository]);
  }
  return found;
});

/** The repository of an address, where Terraform makes it. */
export function tryEcrRepository(assembly: Assembly, address: string): EcrRepository | undefined {
  const ecr = tryEcrAddress(address);
  if (!ecr) return undefined;
  const fitting = (repositories(assembly).get(ecr.name) ?? []).filter(
    ({ region, accounts }) => (region ?? ecr.region) === ecr.region && (accounts?.includes(ecr.account) ?? true),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** The names of the repositories that Terraform makes where an address lies, as far as their stacks say where they are. */
export function ecrRepositoriesNear(assembly: Assembly, { region, account }: EcrAddress): readonly string[] {
  return [...repositories(assembly)].flatMap(([name, made]) =>
    made.some((one) => (one.region ?? region) === region && (one.accounts?.includes(account) ?? true)) ? name : [],
  );
}

/** Whether a tag can be pushed once only. */
export function isFixed({ resource: { body } }: EcrRepository, tag: string): boolean {
  if (!String(body['image_tag_mutability']).startsWith('IMMUTABLE')) return false;
  const filters = asList(body['image_tag_mutability_exclusion_filter']).map((one) =>
    String((one as { readonly filter?: unknown }).filter),
  );
  return !filters.some((filter) => matchesWildcard(filter, tag));
}

/** What the one AWS provider of a stack says; several may each make the repository. */
function placeOf({ json }: TerraformStackConfig): Place {
  const providers = asList((json['provider'] as Readonly<Record<string, unknown>> | undefined)?.['aws']);
  const [only = {}] = providers.length === 1 ? providers : [];
  const { region, allowed_account_ids: accounts } = only as Readonly<Record<string, unknown>>;
  return {
    ...(typeof region === 'string' && !region.includes('${') ? { region } : {}),
    ...(Array.isArray(accounts) ? { accounts: accounts.map(String) } : {}),
  };
}

/** The repository's name, or, where it is a reference, its name inside Terraform. */
function governs({ body }: TerraformResource): string {
  const repository = String(body['repository']);
  return /^\$\{aws_ecr_repository\.([\w-]+)\.\w+\}$/.exec(repository)?.[1] ?? repository;
}
