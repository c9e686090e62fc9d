import { type Scope, StringRef, variableOf } from './reference';

/** Tekton itself: the owner of what it tells every run. */
const TEKTON = {};

/** Facts of the run that the steps of a Task can read. */
export const taskRun = {
  /** The name of the TaskRun. */
  name: fact<'step'>('taskRun.name'),
  /** The namespace it runs in. */
  namespace: fact<'step'>('taskRun.namespace'),
  /** Its unique id. */
  uid: fact<'step'>('taskRun.uid'),
};

/** Facts of the run that the tasks of a Pipeline can be given. */
export const pipelineRun = {
  /** The name of the PipelineRun. */
  name: fact<'graph'>('pipelineRun.name'),
  /** The namespace it runs in. */
  namespace: fact<'graph'>('pipelineRun.namespace'),
  /** Its unique id. */
  uid: fact<'graph'>('pipelineRun.uid'),
};

/** What became of all tasks before the finally tasks: `Succeeded`, `Failed`, `Completed` or `None`. */
export const tasksStatus = new StringRef<'finally'>(
  '$(tasks.status)',
  [{ kind: 'context', owner: TEKTON, name: 'status' }],
  'TASKS_STATUS',
);

function fact<S extends Scope>(path: string): StringRef<S> {
  return new StringRef<S>(`$(context.${path})`, [{ kind: 'context', owner: TEKTON, name: path }], variableOf(path));
}
