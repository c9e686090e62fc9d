import { type Assembly, UNNAMED_REPOSITORY } from '../assembly';
import { type GitHubRun, tokensOf } from '../systems/aws/github-claims';
import { tryMeets } from '../systems/aws/condition';
import { type GitHubAccess, conditionsOn, gitHubAccess, letsIn, valuesOf } from '../systems/aws/rules/github-roles';
import { type JobInFile, type StepInFile } from '../systems/github/reading/workflow-file';
import { type Occasion, jobRunsOn, runsOn, withNeeds } from '../systems/github/reading/reach';
import { once } from '../systems/tekton/once';
import { type AssumedRole } from './assumed-roles';
import { type GitHubJob } from './github-jobs';
import { tryResolved } from './job-values';
import { mayBecome } from './open-subject';
import { OPEN, isKnown } from './open-text';

/** A claim of a job's token that a role does not take. */
export interface RefusedClaim {
  readonly claim: string;
  readonly shown: string;
  readonly wanted: string;
}

const access = once(gitHubAccess);

/** Every statement by which roles let jobs of GitHub in; gathered once. */
export function accessOf(assembly: Assembly): readonly GitHubAccess[] {
  return access(assembly);
}

/**
 * Why a role refuses a job of GitHub in a run that is sure to come; nothing where it lets the job in, or may. At which
 * refs people start a workflow is not known, unless a condition of the job names the one: it is refused there where it is
 * refused everywhere.
 */
export function tryRefusedClaim(statements: readonly GitHubAccess[], assumed: AssumedRole): RefusedClaim | undefined {
  const { by, step } = assumed;
  if (!('run' in by) || step === undefined) return undefined;
  const answers = by.run.refs
    .flatMap((ref) => (ref.includes(OPEN) ? pinned(by, step, ref) : [ref]))
    .filter((ref) => isSure(by, step, ref))
    .map((ref) => ({ ref, refused: tryRefusedAt(statements, assumed, by, ref) }));
  const known = answers.find(({ ref, refused }) => refused && !ref.includes(OPEN));
  return known ? known.refused : answers.every(({ refused }) => refused) ? answers[0]?.refused : undefined;
}

function tryRefusedAt(
  statements: readonly GitHubAccess[],
  assumed: AssumedRole,
  by: GitHubJob,
  ref: string,
): RefusedClaim | undefined {
  const runs = statements.map((one) => ({ one, possible: runsFor(one, assumed, by, ref) }));
  if (runs.some(({ one, possible }) => possible.length === 0 || possible.some((run) => letsIn(one, run))))
    return undefined;
  const [first] = runs;
  const [run] = first?.possible ?? [];
  return first && run && claimRefused(first.one, run);
}

/** Whether a statement lets the job in at one of its refs, its ids being what the statement says. */
export function isFor(statement: GitHubAccess, assumed: AssumedRole): boolean {
  const { by } = assumed;
  if (!('run' in by)) return false;
  return by.run.refs.some((ref) => runsFor(statement, assumed, by, ref).some((run) => letsIn(statement, run)));
}

/** The refs that conditions name, of those that an open one may become: at any other the job is skipped. */
function pinned({ run, job }: GitHubJob, step: StepInFile, open: string): readonly string[] {
  const conditions = [
    step.if,
    ...[job, ...run.callers].flatMap((one) => [...withNeeds(one)].map((before) => before.if)),
  ];
  const named = conditions.flatMap((condition = '') =>
    [...condition.matchAll(/\bgithub\.ref\s*==\s*'(refs\/[^']+)'/g)].flatMap(([, ref = '']) => ref),
  );
  const fitting = named.filter((ref) => mayBecome(open, ref));
  return fitting.length > 0 ? [...new Set(fitting)] : [open];
}

/** Whether the step is sure to run at a ref, as far as conditions say. */
function isSure({ run }: GitHubJob, step: StepInFile, ref: string): boolean {
  const [, kind, name = ''] = /^refs\/(heads|tags)\/(.+)$/.exec(ref) ?? [];
  const type = kind === 'tags' ? 'tag' : 'branch';
  const events = run.started?.on.all.map(({ event }) => event) ?? [];
  const event = events.includes('push') ? 'push' : (events[0] ?? 'push');
  const facts = { 'github.event_name': event, 'github.ref': ref, 'github.ref_name': name, 'github.ref_type': type };
  const occasion: Occasion = ref.includes(OPEN) ? { facts: {} } : { facts };
  const holds = (caller: JobInFile): boolean => jobRunsOn(caller, occasion) === true;
  return runsOn(step, occasion) === true && run.callers.every(holds);
}

/** The job's runs at a ref, with the ids that the statement names; none where it cannot be told what the token says. */
function runsFor(statement: GitHubAccess, { audience }: AssumedRole, by: GitHubJob, ref: string): readonly GitHubRun[] {
  const { run, job } = by;
  const repository = run.started?.source.repository ?? UNNAMED_REPOSITORY;
  const environment = job.environment === undefined ? undefined : tryResolved(run, job.environment);
  if (repository === UNNAMED_REPOSITORY || (environment !== undefined && !isKnown(environment))) return [];
  if (audience !== undefined && !isKnown(audience)) return [];
  const ids = idsOf(statement, repository);
  return candidates(statement, ref).flatMap((at) =>
    candidates(statement, run.calledAt ?? at).map((calledAt) => ({
      repository,
      ...ids,
      ref: at,
      context: environment === undefined ? `ref:${at}` : `environment:${environment}`,
      jobWorkflowRef: `${run.file.source.repository}/${run.file.source.path}@${calledAt}`,
      ...(audience === undefined ? {} : { audience }),
    })),
  );
}

/** A ref that is not known, as each that the statement speaks of. */
function candidates({ statement, meant }: GitHubAccess, ref: string): readonly string[] {
  if (!ref.includes(OPEN)) return [ref];
  const named = ['sub', 'ref', 'job_workflow_ref'].flatMap((claim) => valuesOf(statement, claim));
  const refs = [...named.map((value) => value.replace(/^.*[:@](?=refs\/)/, '')), meant.ref];
  const fitting = refs.filter((one) => mayBecome(ref, one)).map((one) => one.replace(/[*?]/g, 'x'));
  return fitting.length > 0 ? [...new Set(fitting)] : [ref];
}

/** The ids that a statement gives to a repository. Whether they are right is known to GitHub alone. */
function idsOf({ statement, meant }: GitHubAccess, repository: string): Pick<GitHubRun, 'repositoryId' | 'ownerId'> {
  const [owner = '', name = ''] = repository.split('/');
  for (const sub of valuesOf(statement, 'sub')) {
    const [, oneOwner, ownerId, oneName, repositoryId] = /^repo:([^/@]+)@(\d+)\/([^@:]+)@(\d+):/.exec(sub) ?? [];
    if (oneOwner === owner && oneName === name && ownerId !== undefined && repositoryId !== undefined) {
      return { ownerId, repositoryId };
    }
  }
  return { ownerId: meant.ownerId, repositoryId: meant.repositoryId };
}

/** The first claim that no value of the statement fits, in either form of the subject. */
function claimRefused({ statement }: GitHubAccess, run: GitHubRun): RefusedClaim {
  const tokens = tokensOf(run);
  const names = ['aud', 'repository', 'repository_id', 'repository_owner_id', 'sub', 'ref', 'environment'];
  const found = [...names, 'job_workflow_ref'].find((claim) =>
    conditionsOn(statement, claim).some(({ operator, values }) =>
      tokens.every((token) => tryMeets({ [operator]: { [claim]: values } }, contextOf(claim, token[claim])) === false),
    ),
  );
  const claim = found ?? 'sub';
  return { claim, shown: tokens[0]?.[claim] ?? 'nothing', wanted: valuesOf(statement, claim).join(' or ') };
}

function contextOf(claim: string, value: string | undefined): Readonly<Record<string, string>> {
  return value === undefined ? {} : { [claim]: value };
}
