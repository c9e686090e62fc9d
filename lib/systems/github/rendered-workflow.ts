import { type GitHubRepository, invalid } from '../../model';
import { ActionStep } from './action-step';
import { requireAvailable } from './availability';
import { CallJob } from './call-job';
import { type CacheMode } from './cache-mode';
import { type Concurrency } from './concurrency';
import { literal, type Open, renderText, type Source, sourcesOf, type Text } from './expression';
import { Job } from './job';
import { type PlacedJob } from './placed-job';
import { renderEnv } from './step';
import { type Trigger } from './trigger';
import { workflowText } from './workflow-text';

/** What every workflow has. */
export interface WorkflowOptions {
  /** The repository that it belongs into. */
  readonly repository: GitHubRepository;
  /** The name that is shown, and that other workflows follow it by. */
  readonly name: string;
  /** The name of its file in `.github/workflows`, such as `ci.yaml`. */
  readonly file: string;
  /** The name of a single run. @default what the commit or pull request is called */
  readonly runName?: Text;
  /** What it is for, for whoever reads the file. @default nothing */
  readonly description?: string;
  /** Environment variables of every job; no secret. @default none */
  readonly env?: Readonly<Record<string, string | number | boolean | Open>>;
  /** What its jobs may do with the caches of the repository. @default what GitHub lets a run of its trigger do */
  readonly cacheMode?: CacheMode;
  /** The jobs; those that do not wait for one another run side by side. */
  readonly jobs: readonly PlacedJob[];
}

/** The path of a workflow's file. Throws `<place>.file: …` for a name that GitHub does not look for. */
export function workflowPath(place: string, file: string): string {
  if (!/^[\w-][\w.-]*\.ya?ml$/.test(file)) {
    throw invalid(`${place}.file`, 'a name such as "ci.yaml"', file, 'GitHub reads no folder below .github/workflows');
  }
  return `.github/workflows/${file}`;
}

/** What is read outside the jobs. */
export function sourcesOutside({ runName, env = {} }: WorkflowOptions, concurrency?: Concurrency): readonly Source[] {
  return [...[runName, ...Object.values(env)].flatMap(sourcesOf), ...(concurrency?._sources ?? [])];
}

/** The text of a workflow's file. */
export function renderWorkflow(
  place: string,
  props: WorkflowOptions,
  events: Readonly<Record<string, unknown>>,
  concurrency: Concurrency | undefined,
): string {
  const { name, runName, description, env, jobs, repository, cacheMode } = props;
  requireAvailable(`${place}.runName`, 'run-name', sourcesOf(runName));
  requireAvailable(`${place}.env`, 'workflow env', Object.values(env ?? {}).flatMap(sourcesOf));
  requireAvailable(`${place}.concurrency`, 'workflow concurrency', concurrency?._sources ?? []);
  const workflow = {
    name: literal(`${place}.name`, name),
    description: description === undefined ? undefined : literal(`${place}.description`, description),
    'run-name': runName === undefined ? undefined : renderText(`${place}.runName`, runName),
    on: events,
    permissions: {},
    concurrency: concurrency?._render(place),
    'cache-mode': cacheMode,
    env: renderEnv(place, env),
    jobs: Object.fromEntries(jobs.map((job) => [job.id, job._render(place, repository)])),
  };
  return workflowText(workflow, {
    versions: new Map(jobs.flatMap(versionsIn)),
    grants: new Map(jobs.map((job) => [job.id, job.grants])),
  });
}

/** The triggers as they stand under `on`. */
export function renderTriggers(triggers: readonly Trigger[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(triggers.map((trigger) => [trigger.event, trigger._render()]));
}

function versionsIn(job: PlacedJob): [string, string][] {
  if (job instanceof CallJob) return job.at === undefined ? [] : [[job.at.uses, job.at.version]];
  const steps = job instanceof Job ? job.steps : [];
  return steps
    .filter((step) => step instanceof ActionStep)
    .map(({ action: { reference } }) => [reference.uses, reference.version]);
}
