import { type Assembly } from '../../assembly';
import { type Rule, problem } from '../../audit';
import { type RoleUse, pushTargets, roleUses } from '../registry-roles';
import { writesOf } from '../writes';
import { BUILD, account, pusher, withTerraform } from './examples';

export const roleForNobody: Rule = {
  id: 'CUS006',
  severity: 'error',
  title: 'a role that pushes is for a ServiceAccount that is not there',
  why: 'Terraform makes it without complaint, and no pod ever gets it: the task that needs it is refused by the registry',
  repair: 'name the ServiceAccount and the namespace that the task runs as',
  reference: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-association.html',
  good: withTerraform(pusher(['order-service']), BUILD, account('build'), account('sign')),
  bad: withTerraform(pusher(['order-service'], 'builder'), BUILD, account('build'), account('sign')),
  check: (assembly) => {
    const accounts = accountsOf(assembly);
    if (accounts.size === 0) return [];
    const arns = new Set(writesOf(assembly).map(({ ecr }) => ecr.arn));
    return roleUses(assembly)
      .all.filter((use) => !accounts.get(use.namespace)?.has(use.account) && use.account !== 'default')
      .flatMap((use) => {
        const arn = use.role && pushTargets(use.role).find((target) => arns.has(target));
        if (arn === undefined) return [];
        return problem(
          use.resource,
          `the role ${use.role?.resource.name ?? ''} may push to ${arn} and is for ${use.namespace}/${use.account} → there is no such ServiceAccount → nobody gets it`,
          hint(use, accounts),
        );
      });
  },
};

/** The ServiceAccounts of the assembly, by namespace. */
function accountsOf({ manifests }: Assembly): ReadonlyMap<string, ReadonlySet<string>> {
  const accounts = new Map<string, Set<string>>();
  for (const { object } of manifests.of('ServiceAccount')) {
    const { namespace = '', name = '' } = object.metadata;
    accounts.set(namespace, (accounts.get(namespace) ?? new Set()).add(name));
  }
  return accounts;
}

function hint({ namespace, account }: RoleUse, accounts: ReadonlyMap<string, ReadonlySet<string>>): string {
  const here = accounts.get(namespace);
  if (here) return `name one of ${[...here].join(', ')}`;
  const elsewhere = [...accounts].filter(([, names]) => names.has(account)).map(([place]) => place);
  return elsewhere.length > 0
    ? `${account} is in ${elsewhere.join(', ')}`
    : 'name the namespace that the pipeline runs in';
}
