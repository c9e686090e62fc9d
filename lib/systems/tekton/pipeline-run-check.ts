import { dnsLabel, Duration, invalid } from '../../model';
import { checkGiven } from './given';
import { type PlainPipelineRun, type Timeouts } from './pipeline-run';
import { type PlacedTask } from './pipeline-task';

/** Refuses a run that Tekton would refuse, or start and never finish. */
export function checkPipelineRun(run: PlainPipelineRun): void {
  if (run.name !== undefined) dnsLabel('PipelineRun.name', run.name);
  if (run.generateName !== undefined) dnsLabel('PipelineRun.generateName', run.generateName.replace(/-$/, ''), 57);
  dnsLabel('PipelineRun.serviceAccountName', run.serviceAccountName);
  checkNamespace(run);
  checkGiven('PipelineRun.params', run.pipeline.params, run.params);
  checkGiven('PipelineRun.workspaces', run.pipeline.workspaces, run.workspaces);
  checkWorkspaces(run);
  checkTaskRunSpecs(run);
  checkTimeouts(run);
}

function checkNamespace({ namespace, pipeline }: PlainPipelineRun): void {
  if (namespace !== undefined) dnsLabel('PipelineRun.namespace', namespace);
  if (namespace === undefined || pipeline.namespace === undefined || namespace === pipeline.namespace) return;
  throw invalid('PipelineRun.namespace', `the namespace of its Pipeline, ${pipeline.namespace}`, namespace);
}

function checkWorkspaces(run: PlainPipelineRun): void {
  const bound = run.workspaces ?? {};
  const used = (task: PlacedTask): string[] => [...task._workspaces.values()].map(({ source }) => source.name);
  for (const [name, source] of Object.entries(bound)) {
    const users = run.pipeline.tasks.filter((task) => used(task).includes(name)).map((task) => task.name);
    if (source.lives !== 'pod' || users.length < 2) continue;
    const got = `an empty folder for ${users.join(', ')}`;
    throw invalid(`PipelineRun.workspaces.${name}`, 'a volume that outlives a pod', got, 'bind a claim template');
  }
  if ((run.coschedule ?? 'workspaces') !== 'workspaces') return;
  for (const task of run.pipeline.tasks) {
    const names = used(task).filter((name) => bound[name]?.lives === 'claim');
    if (new Set(names.map((name) => bound[name]?.claim ?? `template ${name}`)).size < 2) continue;
    const repair = 'use folders of one volume: workspaces.<name>.at(…)';
    throw invalid('PipelineRun.workspaces', `one volume claim in the task ${task.name}`, names, repair);
  }
}

function checkTaskRunSpecs(run: PlainPipelineRun): void {
  const names = run.pipeline.tasks.map((task) => task.name);
  const unknown = Object.keys(run.taskRunSpecs ?? {}).find((name) => !names.includes(name));
  if (unknown !== undefined) throw invalid('PipelineRun.taskRunSpecs', `some of ${names.join(', ')}`, unknown);
}

function checkTimeouts(run: PlainPipelineRun): void {
  const { pipeline, tasks, finally: ending } = run.timeouts ?? {};
  const whole = pipeline ?? Duration.hours(1);
  if ([pipeline, tasks, ending].some((each) => each?.milliseconds === 0)) {
    throw invalid('PipelineRun.timeouts', 'more than nothing', '0s', 'Tekton reads 0s as no limit');
  }
  const parts = (tasks ?? Duration.zero).plus(ending ?? Duration.zero);
  if (parts.isLongerThan(whole)) {
    const limit = pipeline?.toString() ?? 'the default of 1h';
    const expected = `tasks and finally within ${limit} for the whole run`;
    throw invalid('PipelineRun.timeouts', expected, parts.toString(), 'set timeouts.pipeline');
  }
  checkRoom(run.pipeline.graph.tasks, tasks ?? rest(whole, ending), tasks ? 'tasks' : 'pipeline');
  checkRoom(run.pipeline.graph.finally ?? [], ending ?? rest(whole, tasks), ending ? 'finally' : 'pipeline');
}

/** A task may not be given more time than all of them together. */
function checkRoom(placed: readonly PlacedTask[], room: Duration, limit: keyof Timeouts): void {
  for (const { name, timeout } of placed) {
    if (!timeout?.isLongerThan(room)) continue;
    const expected = `${timeout.toString()} or more, which the task ${name} may take`;
    throw invalid('PipelineRun.timeouts', expected, room.toString(), `set timeouts.${limit}`);
  }
}

function rest(whole: Duration, part: Duration | undefined): Duration {
  return Duration.millis(whole.milliseconds - (part?.milliseconds ?? 0));
}
