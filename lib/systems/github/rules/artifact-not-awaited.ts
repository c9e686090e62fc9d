import { type Problem, type Rule } from '../../../audit';
import { usesAction } from '../reading/action-facts';
import { waitedFor } from '../reading/job-order';
import { type StepInFile, type WorkflowFile } from '../reading/workflow-file';
import { jobs } from './examples';
import { atStep, eachWorkflow } from './places';

const UPLOAD = 'actions/upload-artifact@cf430e030ddbb5b0abf93d22962f4752f3646cd9 # v7.0.2';
const DOWNLOAD = 'actions/download-artifact@9000827ccba6bdab643e8b6fd33ac0654aef8333 # v8.0.2';
const handing = (needs: string): Rule['good'] =>
  jobs(
    [
      'scan:',
      '  runs-on: ubuntu-24.04',
      '  permissions: { contents: read }',
      '  steps:',
      `    - uses: ${UPLOAD}`,
      '      with: { name: report, path: scan.sarif }',
      'show:',
      `  needs: ${needs}`,
      '  runs-on: ubuntu-24.04',
      '  permissions: { contents: read }',
      '  steps:',
      `    - uses: ${DOWNLOAD}`,
      '      with: { name: report }',
      '',
    ].join('\n'),
  );

export const artifactNotAwaited: Rule = {
  id: 'GHA172',
  severity: 'error',
  title: 'a job fetches what another job has not handed over yet',
  why: 'jobs without needs run at once: the artifact is not there, so the job fails, or with a pattern goes on with nothing',
  repair: 'let the job need the one that uploads',
  reference: 'https://docs.github.com/en/actions/tutorials/store-and-share-data',
  good: handing('[scan]'),
  bad: handing('[]'),
  check: (assembly) => eachWorkflow(assembly, judge),
};

function judge(file: WorkflowFile): Problem[] {
  const uploads = file.steps.filter((step) => usesAction(step, 'actions/upload-artifact'));
  if (uploads.length === 0) return [];
  return file.steps
    .filter((step) => usesAction(step, 'actions/download-artifact') && step.with['run-id'] === undefined)
    .flatMap((step) => {
      const { job } = step;
      const wanted = step.with['name'] ?? step.with['pattern'] ?? '';
      if (job === undefined || wanted === '' || wanted.includes('${{')) return [];
      const before = waitedFor(job);
      const early = uploads.find(
        (upload) => isFrom(upload, wanted) && upload.job && upload.job !== job && !before.has(upload.job.id),
      );
      const known = uploads.some(
        (upload) => isFrom(upload, wanted) && (upload.job === job || before.has(upload.job?.id ?? '')),
      );
      if (!early?.job || known) return [];
      return [
        atStep(
          step,
          'with',
          `${step.title} fetches "${wanted}", which the job "${early.job.id}" uploads, and job "${job.id}" does not wait for it`,
          `add "${early.job.id}" to its needs`,
        ),
      ];
    });
}

/** Whether a step uploads under a name, or under one that a pattern takes. */
export function isFrom(upload: StepInFile, wanted: string): boolean {
  const name = upload.with['name'] ?? 'artifact';
  const parts = wanted.split('*');
  return parts.length === 1
    ? name === wanted
    : name.startsWith(parts[0] ?? '') && name.endsWith(parts.at(-1) ?? '') && !name.includes('${{');
}
