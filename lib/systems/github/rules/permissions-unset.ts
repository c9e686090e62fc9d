import { type Rule } from '../../../audit';
import { jobs } from './examples';
import { atJob, eachJob } from './places';

const test = (permissions: string): string =>
  `test:\n  runs-on: ubuntu-24.04\n  timeout-minutes: 15\n${permissions}  steps:\n    - run: make test\n`;

export const permissionsUnset: Rule = {
  id: 'GHA040',
  severity: 'warning',
  title: 'a job does not say what its token may do',
  why: 'the setting of the repository decides, and in older ones the token may write everything: every action of the job can push',
  repair: 'write permissions: {} for the workflow, and for each job what it needs',
  reference: 'https://docs.github.com/en/actions/reference/security/secure-use#use-the-principle-of-least-privilege',
  good: jobs(test('  permissions: { contents: read }\n')),
  bad: {
    files: {
      '.github/workflows/ci.yaml': `name: ci\non: pull_request\njobs:\n  ${test('').replaceAll('\n', '\n  ').trimEnd()}\n`,
    },
  },
  check: (assembly) =>
    eachJob(assembly, (job) => {
      if (job.permissions !== undefined || job.file.on.onlyCalled) return [];
      return [
        atJob(
          job,
          '',
          `neither job "${job.id}" nor the workflow has permissions`,
          'name what the token needs: contents: read',
        ),
      ];
    }),
};
