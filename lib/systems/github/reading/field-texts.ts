import { readOnce } from '../../../assembly';
import { type Fields, fieldsOf, isFields } from './field';
import { type ExpressionPiece, conditionIn, expressionsIn } from './references';
import { type JobInFile, type StepInFile, type WorkflowFile } from './workflow-file';

/** A text of a workflow that holds expressions, and the contexts that GitHub knows there. */
export interface FieldText {
  readonly path: string;
  readonly text: string;
  readonly pieces: readonly ExpressionPiece[];
  readonly place: readonly string[];
  readonly job?: JobInFile;
  readonly step?: StepInFile;
}

const EVERYWHERE = ['github', 'inputs', 'vars'];
const JOB = [...EVERYWHERE, 'needs', 'strategy', 'matrix'];
const STEP = [...JOB, 'steps', 'job', 'runner', 'env'];
/** The contexts of each field of a job, as GitHub's schema names them. */
const OF_JOB: Readonly<Record<string, readonly string[]>> = {
  if: [...EVERYWHERE, 'needs'],
  env: [...JOB, 'secrets'],
  secrets: [...JOB, 'secrets'],
  outputs: [...STEP, 'secrets'],
  container: [...STEP, 'secrets'],
  services: [...STEP, 'secrets'],
  environment: STEP,
  defaults: [...JOB, 'env'],
};
const OF_WORKFLOW: Readonly<Record<string, readonly string[]>> = {
  env: [...EVERYWHERE, 'secrets'],
  concurrency: EVERYWHERE,
  'run-name': EVERYWHERE,
  on: [...EVERYWHERE, 'jobs'],
};

/** Every text of a workflow with an expression in it, in the order of the file; gathered once. */
export const fieldTexts = readOnce<readonly FieldText[], WorkflowFile>((file) => [
  ...Object.entries(OF_WORKFLOW).flatMap(([key, place]) => textsBelow(file.fields[key], key, place)),
  ...file.jobs.flatMap((job) => [
    ...jobTexts(job),
    ...job.steps.flatMap((step) => stepTexts(step).map((text) => ({ ...text, job, step }))),
  ]),
]);

function jobTexts(job: JobInFile): readonly FieldText[] {
  return Object.entries(job.fields).flatMap(([key, value]) => {
    if (key === 'steps' || key === 'needs') return [];
    const place = OF_JOB[key] ?? JOB;
    const path = `${job.path}.${key}`;
    const texts =
      key === 'if' && typeof value === 'string' ? conditionText(value, path, place) : textsBelow(value, path, place);
    return texts.map((text) => ({ ...text, job }));
  });
}

function stepTexts({ fields, path }: StepInFile): readonly FieldText[] {
  return Object.entries(fields).flatMap(([key, value]) => {
    if (key === 'if') return typeof value === 'string' ? conditionText(value, `${path}.if`, STEP) : [];
    return textsBelow(value, `${path}.${key}`, [...STEP, 'secrets']);
  });
}

function conditionText(text: string, path: string, place: readonly string[]): readonly FieldText[] {
  return text.trim() === '' ? [] : [{ path, text, pieces: conditionIn(text), place }];
}

function textsBelow(value: unknown, path: string, place: readonly string[]): readonly FieldText[] {
  if (typeof value === 'string')
    return value.includes('${{') ? [{ path, text: value, pieces: expressionsIn(value), place }] : [];
  if (Array.isArray(value)) return value.flatMap((item, i) => textsBelow(item, `${path}[${i}]`, place));
  const fields: Fields = isFields(value) ? fieldsOf(value) : {};
  return Object.entries(fields).flatMap(([key, inner]) => textsBelow(inner, `${path}.${key}`, place));
}
