import { type Example, type Problem, type Rule } from '../../../audit';
import { usesAction } from '../reading/action-facts';
import { uploadsUnder } from '../reading/artifacts';
import { waitedFor } from '../reading/job-order';
import { type WorkflowFile } from '../reading/workflow-file';
import { DOWNLOAD, handedOver } from './examples';
import { atStep, eachWorkflow } from './places';

const handing = (needs: string): Example =>
  handedOver('{ name: report, path: scan.sarif }', needs, `- uses: ${DOWNLOAD}\n  with: { name: report }\n`);

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
        (upload) => uploadsUnder(upload, wanted) && upload.job && upload.job !== job && !before.has(upload.job.id),
      );
      const known = uploads.some(
        (upload) => uploadsUnder(upload, wanted) && (upload.job === job || before.has(upload.job?.id ?? '')),
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
