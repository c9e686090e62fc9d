import { problem, type Rule } from '../../../audit';
import { commandsOf, isDeploy } from '../reading/commands';
import { pipelinesOf } from '../reading/pipelines';
import { ci } from './examples';

export const deployInterrupted: Rule = {
  id: 'GLC023',
  severity: 'error',
  title: 'a job that deploys is interruptible',
  why: 'a newer push kills it half way: part of the change is there, and nothing rolls it back',
  repair: 'set interruptible: false on the job',
  reference: 'https://docs.gitlab.com/ci/yaml/#interruptible',
  good: ci('deploy:\n  interruptible: false\n  script: [helm upgrade api ./chart]\n'),
  bad: ci('default:\n  interruptible: true\ndeploy:\n  script: [helm upgrade api ./chart]\n'),
  check: (assembly) =>
    pipelinesOf(assembly)
      .flatMap(({ jobs }) => jobs)
      .filter((job) => job.field('interruptible')?.value === true)
      .flatMap((job) => {
        const deploy = commandsOf(job).find(isDeploy);
        if (deploy === undefined) return [];
        const message = `a newer push stops ${deploy.program} half way`;
        return [problem(job.place(job.field('interruptible')), message, 'set interruptible: false on the job')];
      }),
};
