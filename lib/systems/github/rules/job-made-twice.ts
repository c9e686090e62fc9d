import { type Rule } from '../../../audit';
import { type ScriptCommand, type StepScript, tryScript } from '../reading/step-script';
import { script, workflow } from './examples';
import { eachScript, inScript } from './places';

export const jobMadeTwice: Rule = {
  id: 'GHA185',
  severity: 'warning',
  title: 'a run that is started again makes a Job that is there',
  why: 'the commit and the number of a run stay the same when it is started again: kubectl create finds the Job of the first attempt, until its time to live is over, and fails',
  repair: 'put github.run_attempt into the name, or delete the Job of the first attempt before',
  reference:
    'https://docs.github.com/en/actions/reference/workflows-and-actions/variables#default-environment-variables',
  good: workflow({
    steps: script('kubectl create job "migration-$GITHUB_SHA-$GITHUB_RUN_ATTEMPT" --from=cronjob/migration'),
  }),
  bad: workflow({ steps: script('kubectl create job "migration-$GITHUB_SHA" --from=cronjob/migration') }),
  check: (assembly) =>
    eachScript(assembly, (one) =>
      one.commands.flatMap((command) => {
        const name = tryMadeJob(command);
        if (name === undefined || !isSameAgain(name) || deletesBefore(one)) return [];
        return [
          inScript(
            one,
            /kubectl create job/,
            `${one.step.title} makes the Job ${name} once more when the run is started again`,
            'put github.run_attempt into its name',
          ),
        ];
      }),
    ),
};

/** The name of the Job that a command makes, where it must not be there. */
function tryMadeJob({ program, args, asked, then }: ScriptCommand): string | undefined {
  const [verb, kind, name = '-'] = args;
  if (program !== 'kubectl' || verb !== 'create' || kind !== 'job' || name.startsWith('-')) return undefined;
  const mayFail = asked || then === '||' || args.some((word) => word.startsWith('--dry-run'));
  return mayFail ? undefined : name;
}

/** Whether a name holds nothing but text and what every attempt of a run has in common. */
function isSameAgain(name: string): boolean {
  const common =
    /\$\{\{\s*github\.(?:sha|ref_name|run_id|run_number)\s*\}\}|\$\{?GITHUB_(?:SHA|RUN_ID|RUN_NUMBER)\b\}?/g;
  return !/[$`]/.test(name.replace(common, ''));
}

/** Whether the script, or a step of its job before it, deletes a Job: that of the first attempt. */
function deletesBefore({ step }: StepScript): boolean {
  const { steps } = step.job ?? { steps: [step] };
  return steps
    .slice(0, steps.indexOf(step) + 1)
    .flatMap((before) => tryScript(before)?.commands ?? [])
    .some(({ program, args }) => program === 'kubectl' && args[0] === 'delete' && /^jobs?(?:\/|$)/.test(args[1] ?? ''));
}
