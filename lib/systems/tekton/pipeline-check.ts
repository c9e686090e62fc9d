import { invalid } from '../../model';
import { refuseForeign, refuseUnused } from './declared-use';
import { type Params } from './param';
import { type Pipeline, type PipelineGraph } from './pipeline';
import { type PlacedTask } from './pipeline-task';
import { type Source } from './reference';
import { type Workspaces } from './workspace';

type AnyPipeline = Pipeline<Params, Workspaces>;

/** Refuses a Pipeline that could not run. */
export function checkPipeline(pipeline: AnyPipeline, graph: PipelineGraph): void {
  const place = `Pipeline ${pipeline.name}`;
  const { tasks } = pipeline;
  if (graph.tasks.length === 0) throw invalid(`${place}.tasks`, 'one or more tasks', graph.tasks);
  const names = tasks.map((task) => task.name);
  if (new Set(names).size < names.length) throw invalid(`${place}.tasks`, 'tasks of different names', names);
  for (const task of tasks) {
    for (const each of task._after) checkPlaced(`${place}.${task.name}.after`, each, tasks);
    for (const source of task._sources) checkSource(`${place}.${task.name}`, pipeline, source);
    checkNamespace(`${place}.${task.name}`, pipeline, task);
  }
  checkResults(place, pipeline, graph);
  refuseUnused(
    place,
    pipeline,
    { param: pipeline.params, workspace: pipeline.workspaces },
    tasks.flatMap((task) => task._sources),
  );
}

function checkPlaced(place: string, task: PlacedTask, tasks: readonly PlacedTask[]): void {
  if (tasks.includes(task)) return;
  const names = tasks.map((each) => each.name).join(', ');
  throw invalid(place, `one of the pipeline's own tasks: ${names}`, task.name, `add ${task.name} to tasks`);
}

function checkSource(place: string, pipeline: AnyPipeline, source: Source): void {
  if (source.kind === 'task') checkPlaced(place, source.owner as PlacedTask, pipeline.tasks);
  else refuseForeign(place, pipeline, source);
}

function checkNamespace(place: string, pipeline: AnyPipeline, { task }: PlacedTask): void {
  const [own, wanted] = [task._namespace, pipeline.namespace];
  if (own === undefined || wanted === undefined || own === wanted) return;
  throw invalid(place, `a Task of the namespace ${wanted}`, own, 'a Pipeline finds Tasks in its own namespace only');
}

/** Tekton takes only expressions here: a result that begins with a text is refused. */
function checkResults(place: string, pipeline: AnyPipeline, graph: PipelineGraph): void {
  for (const [name, ref] of Object.entries(graph.results ?? {})) {
    const at = `${place}.results.${name}`;
    const other = ref.sources.find((source) => source.kind !== 'task');
    if (other !== undefined) throw invalid(at, 'results of tasks', `the ${other.kind} "${other.name}"`);
    if (!ref.expression.startsWith('$(')) throw invalid(at, 'a reference at the beginning', ref.expression);
    for (const source of ref.sources) checkSource(at, pipeline, source);
  }
}
