import { invalid } from '../../model';
import { type Matrix } from './matrix';
import { type Source } from './expression';
import { type Step } from './step';

/** What is looked at. */
interface CheckedJob {
  readonly id: string;
  /** The steps as they stand in the file: several side by side are one entry. */
  readonly entries: readonly Step[];
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
  checkStepOrder(place, job.entries);
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

/** Steps read what has ended before: not what comes later, stands beside them, or still runs in the background. */
function checkStepOrder(place: string, entries: readonly Step[]): void {
  const ended = new Set<unknown>();
  const running = new Set<Step>();
  entries.forEach((entry, index) => {
    const here = `${place}.steps[${index}]`;
    const waitsFor = entry._waitsFor;
    for (const source of entry._all.flatMap(({ sources }) => sources)) {
      if (source.context !== 'steps' || ended.has(source.owner)) continue;
      const stillRuns = [...running].find((step) => step === source.owner);
      if (!stillRuns) throw foreign(here, source, stepsIn(entries.slice(0, index)));
      if (waitsFor === undefined) throw unfinished(here, stillRuns, source);
    }
    for (const step of waitsFor === 'all' ? running : (waitsFor ?? [])) {
      running.delete(step);
      ended.add(step);
    }
    for (const step of entry._all) {
      if (step._isBackground) running.add(step);
      else ended.add(step);
    }
  });
}

const stepsIn = (entries: readonly Step[]): readonly Step[] => entries.flatMap((entry) => entry._all);

function unfinished(place: string, { id = '' }: Step, { name }: Source): Error {
  return invalid(
    place,
    'outputs of a step that has ended',
    `${id}.outputs.${name}`,
    'it runs in the background: put Background.wait([…]) before',
  );
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
