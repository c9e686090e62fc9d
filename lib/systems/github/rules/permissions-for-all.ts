import { problem, type Rule } from '../../../audit';
import { workflow, script } from './examples';
import { eachWorkflow } from './places';

export const permissionsForAll: Rule = {
  id: 'GHA041',
  severity: 'warning',
  title: 'a whole workflow may write',
  why: 'every job gets the permission, and every step and action in it, also those that nobody thinks of when one is added',
  repair: 'write permissions: {} for the workflow, and give the permission to the job that needs it',
  reference: 'https://docs.github.com/en/actions/reference/security/secure-use#use-the-principle-of-least-privilege',
  good: workflow({
    permissions: '{ contents: write }',
    steps: script('gh release create v1.4.2', "env: { GH_TOKEN: '${{ github.token }}' }"),
  }),
  bad: {
    files: {
      '.github/workflows/ci.yaml':
        'name: ci\non: push\npermissions:\n  contents: write\njobs:\n  release:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make release\n',
    },
  },
  check: (assembly) =>
    eachWorkflow(assembly, (file) => {
      const given = file.permissions;
      if (!given || file.jobs.length === 0 || file.jobs.every((job) => job.declaresPermissions)) return [];
      if (given.isWriteAll)
        return [problem(file.place.at('permissions'), 'every job may write everything', 'name what each job needs')];
      const writes = given.named.filter(([, access]) => access === 'write').map(([scope]) => scope);
      if (writes.length === 0) return [];
      return [
        problem(
          file.place.at(`permissions.${writes[0] ?? ''}`),
          `every job and step may write ${writes.join(', ')}`,
          'give it to the jobs that need it',
        ),
      ];
    }),
};
