import { invalid } from '../../model';
import { ActionStep } from './action-step';
import { CallJob } from './call-job';
import { Expr, type Source } from './expression';
import { isForkEvent } from './fork-event';
import { Job } from './job';
import { type PlacedJob } from './placed-job';
import { type Trigger } from './trigger';

/** What is looked at. */
export interface CheckedWorkflow {
  /** How it is called in messages, such as `Workflow ci`. */
  readonly place: string;
  readonly triggers: readonly Trigger[];
  readonly jobs: readonly PlacedJob[];
  /** What is read outside the jobs: by the name of the run, its environment and its group. */
  readonly sources: readonly Source[];
}

/** Throws `<place>.…` for what GitHub refuses, leaves empty, or runs with more trust than it should. */
export function checkWorkflow(workflow: CheckedWorkflow): void {
  const { place, triggers, jobs } = workflow;
  if (triggers.length === 0) throw invalid(`${place}.on`, 'at least one trigger', triggers);
  if (jobs.length === 0) throw invalid(`${place}.jobs`, 'at least one job', jobs);
  const event = firstTwice(triggers.map((trigger) => trigger.event));
  if (event !== undefined) throw invalid(`${place}.on`, 'each event once', event);
  const id = firstTwice(jobs.map((job) => job.id.toLowerCase()));
  if (id !== undefined) throw invalid(`${place}.jobs`, 'ids of their own', id);
  checkNeeds(workflow);
  checkDeclared(workflow);
  checkDepth(workflow);
  checkForks(workflow);
  checkCheckouts(workflow);
}

function checkNeeds({ place, jobs, triggers }: CheckedWorkflow): void {
  for (const job of jobs) {
    const missing = job.needs.find((one) => !jobs.includes(one));
    if (missing) {
      throw invalid(
        `${place}.jobs.${job.id}.needs`,
        `some of ${jobs.map(({ id }) => id).join(', ')}`,
        missing.id,
        'put the job into the workflow',
      );
    }
    const stranger = job._sources.find(
      (source) => isOfTrigger(source) && !triggers.some((one) => one === source.owner),
    );
    if (stranger) {
      throw invalid(
        `${place}.jobs.${job.id}`,
        'inputs and secrets of its own triggers',
        `${stranger.context}.${stranger.name}`,
        'put the trigger into on',
      );
    }
  }
}

function checkDeclared({ place, jobs, triggers, sources }: CheckedWorkflow): void {
  const read = [...sources, ...jobs.flatMap((job) => job._sources)];
  for (const trigger of triggers) {
    const unused = trigger._declared.find(
      ({ context, name }) => !read.some((one) => one.owner === trigger && one.context === context && one.name === name),
    );
    if (unused) {
      throw invalid(
        `${place}.on.${trigger.event}.${unused.context}.${unused.name}`,
        'a job that reads it',
        undefined,
        'take it out or use it',
      );
    }
  }
}

/** @see https://docs.github.com/en/actions/reference/workflows-and-actions/reusing-workflow-configurations#limitations-of-reusable-workflows */
function checkDepth({ place, jobs }: CheckedWorkflow): void {
  const deepest = jobs.find((job) => job instanceof CallJob && job.workflow.depth + 1 > MOST_LEVELS);
  if (deepest instanceof CallJob) {
    throw invalid(
      `${place}.jobs.${deepest.id}`,
      `at most ${MOST_LEVELS} workflows below each other`,
      deepest.workflow.depth + 1,
    );
  }
}

function checkForks({ place, triggers, jobs }: CheckedWorkflow): void {
  for (const { event } of triggers) {
    if (!isForkEvent(event)) continue;
    for (const job of jobs.filter((one) => one.runsFor(event))) {
      const withheld = job._withheldFrom(event);
      if (withheld === undefined) continue;
      throw invalid(
        `${place}.jobs.${job.id}`,
        `no secret and no write permission where a fork can start the job (${event})`,
        withheld.what,
        'guard the job or the step: if: fromThisRepository',
      );
    }
  }
}

function checkCheckouts({ place, triggers, jobs }: CheckedWorkflow): void {
  const privileged = triggers.find(({ event }) => WITH_SECRETS.includes(event));
  if (privileged === undefined) return;
  for (const job of jobs) {
    const step = job instanceof Job ? job.steps.find((one) => isUnsafeCheckout(privileged.event, one)) : undefined;
    if (step === undefined) continue;
    throw invalid(
      `${place}.jobs.${job.id}`,
      `no code of an attacker in a run with secrets (${privileged.event})`,
      `a checkout in the step ${step.title}`,
      'build the code in a workflow for pull_request',
    );
  }
}

/** Under pull_request_target there is no harmless reason for a checkout; elsewhere the code of the own branch is fine. */
function isUnsafeCheckout(event: string, step: unknown): boolean {
  if (!(step instanceof ActionStep) || step.action.reference.name !== 'actions/checkout') return false;
  const chosen = [step.given['ref'], step.given['repository']];
  return event === 'pull_request_target' || chosen.some((one) => one instanceof Expr && one.trust === 'attacker');
}

function isOfTrigger({ context, owner }: Source): boolean {
  return owner !== undefined && (context === 'inputs' || context === 'secrets');
}

function firstTwice(names: readonly string[]): string | undefined {
  return names.find((name, index) => names.indexOf(name) !== index);
}

const WITH_SECRETS: readonly string[] = [
  'pull_request_target',
  'workflow_run',
  'issue_comment',
  'issues',
  'discussion',
];
const MOST_LEVELS = 10;
