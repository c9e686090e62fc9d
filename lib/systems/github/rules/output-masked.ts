import { type Rule } from '../../../audit';
import { usesAction } from '../reading/action-facts';
import { expressionsIn, valuePathsIn } from '../reading/references';
import { type JobInFile } from '../reading/workflow-file';
import { jobs } from './examples';
import { atJob, eachJob } from './places';

const build = (output: string): string =>
  `build:\n  runs-on: ubuntu-24.04\n  timeout-minutes: 15\n  permissions: { contents: read }\n  outputs: { image: '${output}' }\n  steps:\n    - run: make image\n`;

export const outputMasked: Rule = {
  id: 'GHA071',
  severity: 'error',
  title: 'an output of a job holds a secret',
  why: 'GitHub blanks it ("Skip output since it may contain secret"): the next job gets an empty text, and no error',
  repair: 'hand on what is no secret, such as the digest, and let the next job read the secret itself',
  reference: 'https://github.com/actions/runner/issues/1498',
  good: jobs(build('${{ vars.REGISTRY }}/order-service')),
  bad: jobs(build('${{ secrets.REGISTRY }}/order-service')),
  check: (assembly) =>
    eachJob(assembly, (job) =>
      Object.entries(job.outputs).flatMap(([name, value]) => {
        const what = expressionsIn(value)
          .flatMap(({ expression }) => (expression ? valuePathsIn(expression) : []))
          .flatMap((path) => masked(job, path) ?? []);
        return what.length === 0
          ? []
          : [
              atJob(
                job,
                `outputs.${name}`,
                `output ${name} of job "${job.id}" is blank: it holds ${what[0] ?? ''}`,
                'hand on what is no secret',
              ),
            ];
      }),
    ),
};

function masked(job: JobInFile, path: readonly string[]): string | undefined {
  const [context, name = '', , output = ''] = path;
  if (context === 'secrets') return `secrets.${name}`;
  const step = context === 'steps' ? job.steps.find(({ id }) => id === name) : undefined;
  if (step && usesAction(step, 'aws-actions/amazon-ecr-login') && /^docker_(password|username)_/.test(output))
    return `the ${output.split('_')[1] ?? ''} that ${step.title} masks`;
  const value = context === 'env' ? ({ ...job.file.env, ...job.env }[name] ?? '') : '';
  return /\$\{\{\s*secrets\./.test(value) ? `env.${name}, which is a secret` : undefined;
}
