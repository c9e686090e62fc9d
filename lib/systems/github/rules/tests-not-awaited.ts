import { type Problem, type Rule } from '../../../audit';
import { tryPurpose } from '../../../shell';
import { imageWorkOf } from '../reading/image-work';
import { waitedFor } from '../reading/job-order';
import { tryScript } from '../reading/step-script';
import { type JobInFile, type WorkflowFile } from '../reading/workflow-file';
import { BUILD_PUSH, CHECKOUT, IMAGE, jobs } from './examples';
import { atJob, eachWorkflow } from './places';

const delivery = (needs: string): Rule['good'] =>
  jobs(
    [
      'test:',
      '  runs-on: ubuntu-24.04',
      '  permissions: { contents: read }',
      '  steps:',
      `    - uses: ${CHECKOUT}`,
      '    - run: go test ./...',
      'image:',
      `  needs: ${needs}`,
      '  runs-on: ubuntu-24.04',
      '  permissions: { contents: read, packages: write }',
      '  steps:',
      `    - uses: ${BUILD_PUSH}`,
      `      with: { push: true, tags: '${IMAGE}:sha-\${{ github.sha }}' }`,
      '',
    ].join('\n'),
  );

export const testsNotAwaited: Rule = {
  id: 'GHA171',
  severity: 'warning',
  title: 'an image is pushed or signed without waiting for the tests',
  why: 'jobs without needs run at once: a test that fails a minute later stops nothing, the image is out',
  repair: 'let the job need the tests',
  reference: 'https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/use-jobs',
  good: delivery('[test]'),
  bad: delivery('[]'),
  check: (assembly) => eachWorkflow(assembly, judge),
};

function judge(file: WorkflowFile): Problem[] {
  const tests = file.jobs.filter(isTest);
  if (tests.length === 0) return [];
  const released = new Set(
    imageWorkOf(file).flatMap(({ does, step }) => (step.job && (does === 'push' || does === 'sign') ? step.job : [])),
  );
  return [...released].flatMap((job) => {
    const before = waitedFor(job);
    const missing = tests.filter((test) => test !== job && !before.has(test.id) && !waitedFor(test).has(job.id));
    if (missing.length === 0 || isTest(job)) return [];
    const names = missing.map(({ id }) => `"${id}"`).join(' and ');
    return [atJob(job, '', `job "${job.id}" does not wait for ${names}`, `add ${names} to its needs`)];
  });
}

function isTest(job: JobInFile): boolean {
  return job.steps.some((step) =>
    (tryScript(step)?.commands ?? []).some((command) => {
      const purpose = tryPurpose(command);
      return purpose === 'test' || purpose === 'lint';
    }),
  );
}
