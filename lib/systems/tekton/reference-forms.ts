import { type ReferenceScope } from './references-in-place';
import { type Reference } from './substitution';

const PARAMS = ['params.*', 'params.*.*', 'inputs.params.*'];
const RUN_CONTEXT = [
  'context.pipelineRun.name',
  'context.pipelineRun.namespace',
  'context.pipelineRun.uid',
  'context.pipeline.name',
  'context.pipelineTask.retries',
];
const TASK_CONTEXT = [
  'context.taskRun.name',
  'context.taskRun.namespace',
  'context.taskRun.uid',
  'context.task.name',
  'context.task.retry-count',
];
const FROM_TASKS = ['tasks.*.results.*', 'tasks.*.results.*.*', 'tasks.*.outputs.*', 'tasks.*.inputs.*'];
const IN_TASK = [
  ...PARAMS,
  ...TASK_CONTEXT,
  'results.*.path',
  'workspaces.*.path',
  'workspaces.*.bound',
  'workspaces.*.claim',
  'workspaces.*.volume',
  'steps.*.results.*',
  'steps.*.results.*.*',
  'steps.*.exitCode.path',
  'steps.*.outputs.*',
  'steps.*.inputs.*',
  'step.results.*.path',
  'step.artifacts.path',
  'artifacts.path',
  'credentials.path',
];
/** What a pipeline does not know itself goes on to the task as text, which may know it. */
const IN_PIPELINE = [
  ...PARAMS,
  ...RUN_CONTEXT,
  ...TASK_CONTEXT,
  ...FROM_TASKS,
  'tasks.status',
  'tasks.*.status',
  'tasks.*.reason',
  'tasks.*.matrix.length',
  'tasks.*.matrix.*.length',
  'finally.*.results.*',
  'finally.*.results.*.*',
  'workspaces.*.bound',
  'workspaces.*.path',
];

/** The references that Tekton substitutes somewhere in such an object; `*` stands for a name. */
export function formsIn(scope: ReferenceScope): readonly string[] {
  if (scope.kind === 'task' && scope.task.inherits) return [...IN_TASK, ...FROM_TASKS, ...RUN_CONTEXT];
  return scope.kind === 'task' || scope.kind === 'action' ? IN_TASK : IN_PIPELINE;
}

/** Whether a reference has one of the forms. */
export function hasForm({ parts }: Reference, forms: readonly string[]): boolean {
  return forms.some((form) => {
    const wanted = form.split('.');
    return wanted.length === parts.length && wanted.every((part, i) => part === '*' || part === parts[i]);
  });
}
