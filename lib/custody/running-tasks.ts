import { type Assembly } from '../assembly';
import { type Place, problem } from '../audit';
import { once } from '../systems/tekton/once';
import { type Call, type PipelineInPlace, type RunInPlace, tektonObjects } from '../systems/tekton/tekton-objects';
import { type Actor, isTask } from './ci-job';
import { Execution, type TaskCommand } from './execution';

/** A task in one run of its pipeline: whom it runs as, and what it does there. */
export interface RunningTask {
  readonly kind: 'task';
  readonly call: Call;
  readonly execution: Execution;
  readonly environment: string;
  /** The namespace; the empty text where the objects name none. */
  readonly namespace: string;
  /** The ServiceAccount; nothing where the assembly has no run that says it. */
  readonly account?: string;
  readonly commands: readonly TaskCommand[];
}

/** The tasks of all pipelines, once for each run that the assembly has of them, once without a run where it has none. */
export const runningTasks = once((assembly: Assembly): readonly RunningTask[] => {
  const { pipelines, runs } = tektonObjects(assembly);
  const runsOf = new Map<PipelineInPlace, RunInPlace[]>();
  for (const run of runs) {
    if (run.pipeline) runsOf.set(run.pipeline, [...(runsOf.get(run.pipeline) ?? []), run]);
  }
  return pipelines.flatMap((pipeline) =>
    (runsOf.get(pipeline) ?? [undefined]).flatMap((run) => tasksOf(new Execution(pipeline, run))),
  );
});

function tasksOf(execution: Execution): readonly RunningTask[] {
  const { pipeline, run } = execution;
  return pipeline.calls.map((call) => {
    const account = run && accountOf(run, call.task.name);
    return {
      kind: 'task',
      call,
      execution,
      environment: pipeline.manifest.environment,
      namespace: run?.namespace ?? pipeline.namespace ?? '',
      commands: execution.commandsOf(call),
      ...(account === undefined ? {} : { account }),
    };
  });
}

/** Where nobody says it, Tekton takes the ServiceAccount `default`. */
function accountOf({ spec }: RunInPlace, task: string): string | undefined {
  const own = spec.taskRunSpecs?.find(({ pipelineTaskName }) => pipelineTaskName === task)?.serviceAccountName;
  const account = own ?? spec.taskRunTemplate?.serviceAccountName ?? 'default';
  return account.includes('$(') ? undefined : account;
}

/** Whether it runs a single time: a PipelineRun that has a name is made once. */
export function runsOnce(actor: Actor): boolean {
  if (!isTask(actor)) return false;
  const { run } = actor.execution;
  return run !== undefined && !run.fromTemplate && run.manifest.object.metadata.generateName === undefined;
}

/** In words: `pipeline order-service in ci`, `workflow .github/workflows/ci.yaml of acme/order-service`. */
export function pipelineOf(actor: Actor): string {
  if (!isTask(actor)) return actor.pipeline;
  const { execution, environment } = actor;
  const { name, generateName } = execution.pipeline.manifest.object.metadata;
  return `pipeline ${name ?? generateName?.replace(/-$/, '') ?? '(no name)'} in ${environment}`;
}

/** Where a command of a task stands. */
export function placeIn({ call }: RunningTask, { path }: TaskCommand): Place {
  return problem(call.manifest, '', '', path).place;
}

/** The values of an option, given as `--name value` or `--name=value`. */
export function optionOf(words: readonly string[], ...names: readonly string[]): readonly string[] {
  return words.flatMap((word, i) => {
    if (names.includes(word)) return words[i + 1] ?? [];
    const name = names.find((one) => word.startsWith(`${one}=`));
    return name === undefined ? [] : word.slice(name.length + 1);
  });
}

/** The words that are neither options nor the values of options; `flags` are the options that take no value. */
export function operandsOf(words: readonly string[], flags: ReadonlySet<string>): readonly string[] {
  return words.filter((word, i) => {
    const before = words[i - 1] ?? '';
    return !word.startsWith('-') && !(before.startsWith('-') && !before.includes('=') && !flags.has(before));
  });
}
