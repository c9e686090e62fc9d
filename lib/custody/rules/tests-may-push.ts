import { type Rule, problem } from '../../audit';
import { purposesOf } from '../../systems/tekton/task-purpose';
import { pushesOf } from '../pushes';
import { pushTargets, roleUses } from '../registry-roles';
import { pipelineOf, runningTasks } from '../running-tasks';
import { CLONE, build, pusher, run, task, withTerraform } from './examples';

const TEST = task('test', ['go', 'test', './...']);

export const testsMayPush: Rule = {
  id: 'CUS022',
  severity: 'warning',
  title: 'tests run as an account that may push images',
  why: 'a test runs whatever the commit says, dependencies included: it can put an image of its own into the registry, under a tag that others trust',
  repair: 'give the task that pushes an account of its own, by taskRunSpecs, and let tests run as one without a role',
  good: withTerraform(pusher(['order-service']), run([CLONE, TEST, build()])),
  bad: withTerraform(pusher(['order-service']), run([CLONE, TEST, build()], { test: 'build' })),
  check: (assembly) => {
    const uses = roleUses(assembly);
    const pushes = pushesOf(assembly);
    return runningTasks(assembly).flatMap((by) => {
      const { account, namespace, call, execution } = by;
      if (account === undefined) return [];
      const targets = uses.of({ namespace, account }).flatMap(({ role }) => (role ? pushTargets(role) : []));
      const purposes = purposesOf(call);
      const isTest = purposes.has('test') || purposes.has('lint');
      if (targets.length === 0 || !isTest || pushes.of(by).length > 0) return [];
      return problem(
        execution.run?.manifest ?? call.manifest,
        `the task "${call.task.name}" of ${pipelineOf(by)} runs as ${namespace}/${account} → its role may push to ${targets.join(', ')} → a test can put an image there`,
        'let it run as an account without a role',
      );
    });
  },
};
