import { ELSEWHERE, type Known, type Lookup, evaluate, isTruthy } from './evaluation';
import { type ContextPath, conditionIn } from './references';
import { type JobInFile, type StepInFile } from './workflow-file';

/** What is known of a run before it starts: the event, and what follows from it. */
export interface Occasion {
  readonly facts: Readonly<Record<string, Exclude<Known, undefined>>>;
}

/** A pull request from a fork: no secret, no identity token, a token that only reads. */
export const FORK_REQUEST: Occasion = {
  facts: {
    'github.event_name': 'pull_request',
    'github.ref': 'refs/pull/1/merge',
    'github.ref_name': '1/merge',
    'github.ref_type': 'branch',
    'github.event.pull_request.head.repo.fork': true,
    'github.event.pull_request.head.repo.full_name': ELSEWHERE,
    'github.event.pull_request.head.repo.id': ELSEWHERE,
    'github.event.pull_request.head.repo.owner.login': ELSEWHERE,
    'github.event.pull_request.head.user.login': ELSEWHERE,
    'github.event.pull_request.merged': false,
    'github.event.inputs': '',
  },
};

/** A pull request from a branch of the repository itself. */
export const OWN_REQUEST: Occasion = {
  facts: {
    'github.event_name': 'pull_request',
    'github.ref': 'refs/pull/1/merge',
    'github.ref_name': '1/merge',
    'github.ref_type': 'branch',
    'github.event.pull_request.head.repo.fork': false,
    'github.event.pull_request.merged': false,
  },
};

/** What contexts hold on an occasion; nothing where it is not known. */
export function lookupOn({ facts }: Occasion): Lookup {
  return (path: ContextPath) => {
    const name = path.join('.').toLowerCase();
    return Object.hasOwn(facts, name) ? facts[name] : undefined;
  };
}

/** Whether a step runs on an occasion where nothing fails; `undefined` where that cannot be told. */
export function runsOn(step: StepInFile, occasion: Occasion): boolean | undefined {
  const job = step.job ? jobRunsOn(step.job, occasion) : true;
  return and(job, holds(step.if, occasion));
}

/** Whether a job runs on an occasion: it, and all that it needs. */
export function jobRunsOn(job: JobInFile, occasion: Occasion): boolean | undefined {
  return [...withNeeds(job)].reduce<boolean | undefined>((all, one) => and(all, holds(one.if, occasion)), true);
}

/** A job and every job before it. */
export function withNeeds(job: JobInFile): ReadonlySet<JobInFile> {
  const byId = new Map(job.file.jobs.map((one) => [one.id, one]));
  const found = new Set<JobInFile>([job]);
  for (const one of found) {
    for (const id of one.needs) {
      const before = byId.get(id);
      if (before) found.add(before);
    }
  }
  return found;
}

/** Whether a condition holds; a text with braces in the middle is a text, and so it is true. */
function holds(condition: string | undefined, occasion: Occasion): boolean | undefined {
  if (condition === undefined || condition === '') return true;
  const pieces = conditionIn(condition);
  const [piece] = pieces;
  if (pieces.length !== 1 || !piece?.expression) return undefined;
  if (condition.trim() !== piece.whole.trim()) return undefined;
  const value = evaluate(piece.expression, lookupOn(occasion));
  return value === undefined ? undefined : isTruthy(value);
}

function and(left: boolean | undefined, right: boolean | undefined): boolean | undefined {
  if (left === false || right === false) return false;
  return left === undefined || right === undefined ? undefined : true;
}
