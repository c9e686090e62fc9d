import { type Rule } from '../../../audit';
import { script, workflow } from './examples';
import { eachScript, inScript } from './places';

export const jobOfCronJob: Rule = {
  id: 'GHA144',
  severity: 'warning',
  title: 'a migration runs the image that its CronJob has now',
  why: 'a Job made from a CronJob copies its template: before the promotion has arrived in the cluster that is the old image',
  repair: 'run the migration as a hook of the sync (PreSync), with the image that is promoted',
  good: workflow({ steps: script('kubectl rollout status deployment/api') }),
  bad: workflow({ steps: script('kubectl create job migrate --from=cronjob/migration') }),
  check: (assembly) =>
    eachScript(assembly, (one) =>
      one.commands.flatMap(({ program, args }) =>
        program === 'kubectl' &&
        args.slice(0, 2).join(' ') === 'create job' &&
        args.some((word) => word.startsWith('--from')) &&
        /migrat/i.test(args.join(' '))
          ? [
              inScript(
                one,
                /kubectl create job/,
                `${one.step.title} runs the image that the CronJob has now, not the one of this commit`,
                'make it a PreSync hook',
              ),
            ]
          : [],
      ),
    ),
};
