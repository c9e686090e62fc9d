import { problem, type Rule } from '../../../audit';
import { tektonObjects } from '../tekton-objects';
import { example, oneStep, pipeline, run } from './examples';

const delivery = pipeline({ tasks: [{ name: 'test', taskRef: { name: 'go-test' } }] });

export const accountDefault: Rule = {
  id: 'TKN085',
  severity: 'warning',
  title: 'a run uses the default account of its namespace',
  why: 'every pod of the namespace has that account: what one pipeline may push or read, all may, tests of a pull request too',
  repair: 'set taskRunTemplate.serviceAccountName to an account of its own',
  reference: 'https://tekton.dev/docs/pipelines/auth/',
  good: example(oneStep({}), delivery, run({ taskRunTemplate: { serviceAccountName: 'delivery' } })),
  bad: example(oneStep({}), delivery, run({})),
  check: (assembly) => {
    const { runs, taskRuns } = tektonObjects(assembly);
    const accounts = [
      ...runs.map((one) => ({
        ...one,
        account: one.spec.taskRunTemplate?.serviceAccountName,
        field: 'spec.taskRunTemplate.serviceAccountName',
      })),
      ...taskRuns.map((one) => ({
        ...one,
        account: one.spec.serviceAccountName,
        field: 'spec.serviceAccountName',
      })),
    ];
    return accounts
      .filter(({ account = 'default' }) => account === 'default')
      .map(({ manifest, prefix, fromTemplate, field }) => {
        const who = fromTemplate ? 'the run of this template' : 'the run';
        return problem(
          manifest,
          `${who} uses the account "default"`,
          'name an account of its own',
          `${prefix}${field}`,
        );
      });
  },
};
