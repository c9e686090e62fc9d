import { PLACE } from '../program';
import { type Thing, get, list, until } from './cluster';
import { type Stage } from './stage';

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

/** A PipelineRun or a TaskRun, as far as the play reads it. */
export interface Run extends Thing {
  readonly status?: {
    readonly startTime?: string;
    readonly completionTime?: string;
    readonly conditions?: readonly Condition[];
    readonly results?: readonly { readonly name: string; readonly value: string }[];
  };
}

const TEKTON = `/apis/tekton.dev/v1/namespaces/${PLACE.ci}`;

/** The pipeline runs that there are. */
export function pipelineRuns({ node }: Stage): Promise<readonly Run[]> {
  return list<Run>(node, `${TEKTON}/pipelineruns`);
}

/** A task is given this long: the first one of a pod pulls its images. */
const TIMEOUT = 900;

/** Follows a run to its end, and takes down when each of its tasks began and ended. */
export async function follow(stage: Stage, name: string): Promise<Run> {
  const told = new Set<string>();
  return until(`the run ${name}`, TIMEOUT, async () => {
    const run = await get<Run>(stage.node, `${TEKTON}/pipelineruns/${name}`);
    const tasks = await list<Run>(stage.node, `${TEKTON}/taskruns?labelSelector=tekton.dev/pipelineRun=${name}`);
    for (const task of tasks) tell(stage, task, told);
    return outcomeOf(run) === undefined ? undefined : run;
  });
}

function tell({ recorder }: Stage, task: Run, told: Set<string>): void {
  const { name, labels = {} } = task.metadata;
  const outcome = outcomeOf(task);
  const ended = task.status?.completionTime;
  if (outcome === undefined || ended === undefined || told.has(name)) return;
  told.add(name);
  const begun = new Date(task.status?.startTime ?? task.metadata.creationTimestamp);
  const at = new Date(ended);
  const took = (at.getTime() - begun.getTime()) / 1000;
  const digest = task.status?.results?.find((result) => result.name === 'IMAGE_DIGEST')?.value;
  const what = `${labels['tekton.dev/pipelineTask'] ?? name} ${outcome.reason}, after ${String(took)} s`;
  recorder.event('tekton', what, { at, ...(digest === undefined ? {} : { digest }) });
}

/** How a run ended, and how many of its tasks were begun; nothing while it goes on. */
export async function tryEndOf(
  { node }: Stage,
  name: string,
): Promise<(Condition & { readonly tasks: number }) | undefined> {
  const outcome = outcomeOf(await get<Run>(node, `${TEKTON}/pipelineruns/${name}`));
  if (outcome === undefined) return undefined;
  const tasks = await list<Run>(node, `${TEKTON}/taskruns?labelSelector=tekton.dev/pipelineRun=${name}`);
  return { ...outcome, tasks: tasks.length };
}

/** How a run ended; nothing while it goes on. */
export function outcomeOf(run: Run): Condition | undefined {
  const condition = run.status?.conditions?.find(({ type }) => type === 'Succeeded');
  return condition === undefined || condition.status === 'Unknown' ? undefined : condition;
}

/** A result that a run has left. */
export function resultOf(run: Run, name: string): string {
  return run.status?.results?.find((result) => result.name === name)?.value ?? '';
}

/** What a failed run says of itself: its own message, and the last lines of each step that failed. */
export async function reasonOf({ node }: Stage, run: Run): Promise<string> {
  const pods = ['--namespace', PLACE.ci, '--selector', `tekton.dev/pipelineRun=${run.metadata.name}`];
  const { stdout } = await node.tryKubectl(['logs', ...pods, '--all-containers', '--tail=8', '--prefix']);
  return `${outcomeOf(run)?.message ?? 'it goes on'}\n${stdout}`;
}
