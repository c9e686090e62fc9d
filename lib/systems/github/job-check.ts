import { invalid } from '../../model';
import { type Matrix } from './matrix';
import { type Source } from './expression';
import { type Step } from './step';

/** What is looked at. */
interface CheckedJob {
  readonly id: string;
  readonly steps: readonly Step[];
  readonly _sources: readonly Source[];
}

/** Throws `Job <id>.…` for what GitHub accepts and leaves empty: a reference to something that is not in the job. */
export function checkJob(
  job: CheckedJob,
  props: { readonly outputs?: object | undefined; readonly matrix?: Matrix | undefined },
): void {
  const place = `Job ${job.id}`;
  if (job.steps.length === 0) throw invalid(`${place}.steps`, 'at least one step', job.steps);
  checkStepIds(place, job.steps, job._sources);
  checkStepOrder(place, job.steps);
  const strange = job._sources.find(
    ({ context, owner }) => context === 'steps' && !job.steps.some((step) => step === owner),
  );
  if (strange) throw foreign(`${place}.steps`, strange, job.steps);
  const cell = job._sources.find(({ context, owner }) => context === 'matrix' && owner !== props.matrix);
  if (cell) throw invalid(`${place}.matrix`, `the matrix that has "${cell.name}"`, props.matrix && 'another one');
  if (props.matrix && Object.keys(props.outputs ?? {}).length > 0) {
    throw invalid(
      `${place}.outputs`,
      'none in a job with a matrix',
      Object.keys(props.outputs ?? {}),
      'only what the last run of the job leaves would be seen; hand files over with uploadArtifact',
    );
  }
}

function checkStepOrder(place: string, steps: readonly Step[]): void {
  steps.forEach((step, index) => {
    const later = step.sources.find(
      ({ context, owner }) => context === 'steps' && !steps.slice(0, index).some((before) => before === owner),
    );
    if (later) throw foreign(`${place}.steps[${index}]`, later, steps.slice(0, index));
  });
}

/** An id stands in the file where it was given, or is read. */
function checkStepIds(place: string, steps: readonly Step[], sources: readonly Source[]): void {
  const isRead = (step: Step): boolean => sources.some(({ context, owner }) => context === 'steps' && owner === step);
  const written = steps.filter((step) => step._isNamed || isRead(step)).flatMap(({ id }) => id ?? []);
  const twice = written.find((id, index) => written.indexOf(id) !== index);
  if (twice !== undefined)
    throw invalid(`${place}.steps`, 'ids of their own', twice, 'give an id to one of the two steps');
}

function foreign(place: string, { owner, name }: Source, steps: readonly Step[]): Error {
  const id = (owner as Step | undefined)?.id ?? '';
  const ids = steps.flatMap((step) => step.id ?? []);
  return invalid(
    place,
    ids.length === 0
      ? 'no output of a step, as none stands before'
      : `outputs of a step before, one of ${ids.join(', ')}`,
    `${id}.outputs.${name}`,
    'put the step into the job, before the one that reads it',
  );
}
