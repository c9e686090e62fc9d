import { type Rule } from '../../../audit';
import { needsOf } from '../reading/permission-needs';
import { AWS, workflow } from './examples';
import { atStep, eachStep } from './places';

const login = `- uses: ${AWS}\n  with: { role-to-assume: 'arn:aws:iam::111122223333:role/push', aws-region: eu-west-1 }\n`;

export const permissionMissing: Rule = {
  id: 'GHA042',
  severity: 'error',
  title: 'a step needs a permission that its job does not give',
  why: 'the step fails, and often only after the image has been pushed',
  repair: 'give the job the permission',
  reference: 'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions',
  good: workflow({ permissions: '{ contents: read, id-token: write }', steps: login }),
  bad: workflow({ steps: login }),
  check: (assembly) =>
    eachStep(assembly, (step) => {
      const { job } = step;
      if (!job || job.file.on.onlyCalled) return [];
      return needsOf(step).flatMap(({ scope, why }) => {
        // What a repository gives by default is not in the file; an identity token is never among it.
        const given = job.permissions?.of(scope) ?? (scope === 'id-token' ? 'none' : 'write');
        if (given === 'write') return [];
        return [
          atStep(
            step,
            step.run === undefined ? 'uses' : 'run',
            `${step.title} ${why}, and the job has no ${scope}: write`,
            `add ${scope}: write to the permissions of job "${job.id}"`,
          ),
        ];
      });
    }),
};
