import { type Assembly } from '../../assembly';
import { type Rule, problem } from '../../audit';
import { type Actor } from '../ci-job';
import { mayPush, pushTargets, roleUses } from '../registry-roles';
import { type RunningTask, runningTasks } from '../running-tasks';
import { pushesOf } from '../pushes';
import { signersOf } from '../signers';
import { writesOf } from '../writes';
import { BUILD, pusher, withTerraform } from './examples';

export const pushUnused: Rule = {
  id: 'CUS007',
  severity: 'warning',
  title: 'a role may push to a repository that no task of its account pushes to',
  why: 'what a step of that account runs, a test or a tool, could put an image there under a tag that others trust',
  repair: 'allow the push to the account that does it, and to no other',
  good: withTerraform(pusher(['order-service']), BUILD),
  bad: withTerraform(pusher(['order-service', 'payments']), BUILD),
  check: (assembly) => {
    const judged = accountsThatCanBeJudged(assembly);
    const written = arnsByAccount(assembly);
    return roleUses(assembly).all.flatMap(({ role, resource, namespace, account }) => {
      const place = `${namespace}/${account}`;
      const arns = written.get(place) ?? new Set();
      // Where the role is for the wrong repository altogether, CUS005 says so.
      if (!role || !judged.has(place) || ![...arns].every((arn) => mayPush(role, arn))) return [];
      return pushTargets(role)
        .filter((arn) => !/[*?$]/.test(arn) && !arns.has(arn))
        .map((arn) =>
          problem(
            resource,
            `the role ${role.resource.name} of ${place} may push to ${arn} → no task that runs as it does`,
            'remove the repository from the policy of the role, or give the role the right to pull alone',
          ),
        );
    });
  },
};

function arnsByAccount(assembly: Assembly): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { by, ecr } of writesOf(assembly)) {
    const place = `${by.namespace}/${by.account ?? ''}`;
    found.set(place, (found.get(place) ?? new Set()).add(ecr.arn));
  }
  return found;
}

/** Accounts that tasks run as, where all that these tasks put into registries is known. */
function accountsThatCanBeJudged(assembly: Assembly): ReadonlySet<string> {
  const unknown = new Set<Actor>(
    [...pushesOf(assembly).all, ...signersOf(assembly).all]
      .filter(({ repository }) => repository === undefined)
      .map(({ by }) => by),
  );
  const accounts = new Set<string>();
  const open = new Set<string>();
  for (const task of runningTasks(assembly)) {
    const place = `${task.namespace}/${task.account ?? ''}`;
    accounts.add(place);
    if (unknown.has(task) || isFetched(task)) open.add(place);
  }
  return new Set([...accounts].filter((place) => !open.has(place)));
}

function isFetched({ call: { runs } }: RunningTask): boolean {
  return (
    runs.from !== 'assembly' || runs.task.steps.some(({ action }) => action !== undefined && action.from !== 'assembly')
  );
}
