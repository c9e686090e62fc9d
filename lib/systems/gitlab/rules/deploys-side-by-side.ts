import { problem, type Rule } from '../../../audit';
import { commandsOf, isDeploy } from '../reading/commands';
import { pipelinesOf } from '../reading/pipelines';
import { ci } from './examples';

export const deploysSideBySide: Rule = {
  id: 'GLC021',
  severity: 'warning',
  title: 'a job that deploys has no resource_group',
  why: 'two pipelines deploy at the same time and the older may end last: what runs is not what was merged last',
  repair: 'give the job a resource_group of its environment, and that group the process_mode oldest_first',
  reference: 'https://docs.gitlab.com/ci/resource_groups/',
  good: ci('deploy:\n  resource_group: production\n  script: [helm upgrade api ./chart]\n'),
  bad: ci('deploy:\n  script: [helm upgrade api ./chart]\n'),
  check: (assembly) =>
    pipelinesOf(assembly)
      .flatMap(({ jobs }) => jobs)
      .filter((job) => job.isWhole && job.field('resource_group') === undefined)
      .flatMap((job) => {
        const deploy = commandsOf(job).find(isDeploy);
        if (deploy === undefined) return [];
        const message = `${deploy.program} changes what is deployed, in several pipelines at the same time`;
        return [problem(job.place(), message, 'add a resource_group')];
      }),
};
