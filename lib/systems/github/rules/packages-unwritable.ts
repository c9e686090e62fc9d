import { type Rule } from '../../../audit';
import { usesAction } from '../reading/action-facts';
import { imageWorkOf } from '../reading/image-work';
import { repositoriesOf } from '../reading/image-order';
import { tryFlag } from '../reading/step-values';
import { type JobInFile } from '../reading/workflow-file';
import { BUILD_PUSH, IMAGE, workflow } from './examples';
import { atStep, eachWorkflow } from './places';

const LOGIN = 'docker/login-action@4907a6ddec9925e35a0a9e82d7399ccc52663121 # v4.1.0';
const steps =
  `- uses: ${LOGIN}\n  with: { registry: ghcr.io, username: '\${{ github.actor }}', password: '\${{ github.token }}' }\n` +
  `- uses: ${BUILD_PUSH}\n  with: { push: true, tags: '${IMAGE}:main' }\n`;

export const packagesUnwritable: Rule = {
  id: 'GHA164',
  severity: 'error',
  title: "an image is pushed to GitHub's registry by a token that may not write packages",
  why: 'the login succeeds, the image is built, and ghcr.io answers "denied: permission_denied: write_package"',
  repair: 'give the job packages: write',
  reference:
    'https://docs.github.com/en/packages/managing-github-packages-using-github-actions-workflows/publishing-and-installing-a-package-with-github-actions',
  good: workflow({ permissions: '{ contents: read, packages: write }', steps }),
  bad: workflow({ steps }),
  check: (assembly) =>
    eachWorkflow(assembly, (file) =>
      imageWorkOf(file).flatMap((work) => {
        const { step, does } = work;
        const { job } = step;
        const isHere = repositoriesOf(work).some((one) => one.startsWith('ghcr.io/'));
        if (does !== 'push' || !job || !isHere || !usesOwnToken(job)) return [];
        const { permissions } = job;
        if (!permissions || permissions.of('packages') === 'write') return [];
        if (step.uses && tryFlag(step.with['push']) !== true) return [];
        return [
          atStep(
            step,
            step.run === undefined ? 'uses' : 'run',
            `${step.title} pushes to ghcr.io as the job, which has no packages: write`,
            `add packages: write to the permissions of job "${job.id}"`,
          ),
        ];
      }),
    ),
};

/** Whether all that the job logs in to ghcr.io with is its own token. */
function usesOwnToken({ steps: all }: JobInFile): boolean {
  const logins = all.filter((one) => usesAction(one, 'docker/login-action') && one.with['registry'] === 'ghcr.io');
  return (
    logins.length > 0 &&
    logins.every(({ with: { password = '' } }) =>
      /^\$\{\{\s*(github\.token|secrets\.GITHUB_TOKEN)\s*\}\}$/.test(password),
    )
  );
}
