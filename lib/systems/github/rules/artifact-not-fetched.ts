import { type Example, type Problem, type Rule } from '../../../audit';
import { usesAction } from '../reading/action-facts';
import { uploadsUnder } from '../reading/artifacts';
import { waitedFor } from '../reading/job-order';
import { type JobInFile, type StepInFile } from '../reading/workflow-file';
import { DOWNLOAD, handedOver } from './examples';
import { atStep, eachJob } from './places';

const handing = (fetch: string): Example =>
  handedOver('{ name: sbom, path: image.spdx.json }', '[scan]', `${fetch}- run: jq .name image.spdx.json\n`);

export const artifactNotFetched: Rule = {
  id: 'GHA179',
  severity: 'error',
  title: 'a job reads a file that another job hands over, and does not fetch it',
  why: 'every job has a machine of its own: what another one wrote is not there before it is downloaded',
  repair: 'begin with actions/download-artifact',
  reference: 'https://docs.github.com/en/actions/tutorials/store-and-share-data',
  good: handing(`- uses: ${DOWNLOAD}\n  with: { name: sbom }\n`),
  bad: handing(''),
  check: (assembly) => eachJob(assembly, judge),
};

function judge(job: JobInFile): Problem[] {
  const before = waitedFor(job);
  const uploads = job.file.steps.filter(
    (step) => usesAction(step, 'actions/upload-artifact') && step.job && before.has(step.job.id),
  );
  if (uploads.length === 0 || job.steps.some((step) => usesAction(step, 'actions/checkout'))) return [];
  return uploads.flatMap((upload) => {
    const [, file] = /^(?:[\w.-]+\/)*([\w-]+(?:\.[\w-]+)+)$/.exec(upload.with['path'] ?? '') ?? [];
    if (file === undefined) return [];
    const at = job.steps.findIndex(({ run }) => namesFile(run ?? '', file));
    const reader = job.steps[at];
    if (!reader || job.steps.slice(0, at).some((step) => mayBring(step, upload, file))) return [];
    const message = `${reader.title} reads ${file}, which the job "${upload.job?.id ?? ''}" hands over, and nothing fetches it`;
    return [atStep(reader, 'run', message, `download "${upload.with['name'] ?? 'artifact'}" before it`)];
  });
}

/** As something that is read: not behind `>`, and not as a value of `--output`. */
function namesFile(run: string, file: string): boolean {
  return run
    .split(/\s+/)
    .some((word, at, words) => word.split('/').at(-1) === file && !/(^|[\d&])>>?$|out|^-o$/.test(words[at - 1] ?? ''));
}

/** A download of it, or whatever else names the file or is not known. */
function mayBring(step: StepInFile, upload: StepInFile, file: string): boolean {
  if (usesAction(step, 'actions/download-artifact')) {
    const wanted = step.with['name'] ?? step.with['pattern'];
    return wanted === undefined || wanted.includes('${{') || uploadsUnder(upload, wanted);
  }
  return JSON.stringify([step.with, step.run ?? '']).includes(file) || /\bgh run download\b/.test(step.run ?? '');
}
