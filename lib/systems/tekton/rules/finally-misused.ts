import { type Assembly } from '../../../assembly';
import { problem, type Problem, type Rule } from '../../../audit';
import { referencesOf } from '../references-in-place';
import { tektonObjects } from '../tekton-objects';
import { example, oneStep, pipeline } from './examples';

const notify = oneStep({ args: ['$(params.status)'] }, { params: [{ name: 'status' }] });
const notifying = (section: 'tasks' | 'finally'): object => {
  const params = [{ name: 'status', value: '$(tasks.test.status)' }];
  const told = { name: 'notify', taskRef: { name: 'go-test' }, params };
  const test = { name: 'test', taskRef: { name: 'go-test' }, params: [{ name: 'status', value: 'none' }] };
  return pipeline(section === 'finally' ? { tasks: [test], finally: [told] } : { tasks: [test, told] });
};

export const finallyMisused: Rule = {
  id: 'TKN030',
  severity: 'error',
  title: 'what belongs to finally stands among the tasks, or the other way round',
  why: 'Tekton refuses the Pipeline: only finally tasks learn how others ended, they have no order, and no task waits for them',
  repair: 'move the task to finally, or give it results instead',
  reference: 'https://tekton.dev/docs/pipelines/pipelines/#adding-finally-to-the-pipeline',
  good: example(notify, notifying('finally')),
  bad: example(notify, notifying('tasks')),
  check: (assembly) => [...ordered(assembly), ...misread(assembly)],
};

function ordered(assembly: Assembly): Problem[] {
  return tektonObjects(assembly).pipelines.flatMap(({ calls }) =>
    calls
      .filter(({ inFinally, task }) => inFinally && (task.runAfter ?? []).length > 0)
      .map(({ manifest, task, path }) =>
        problem(
          manifest,
          `the finally task "${task.name}" has runAfter: all of them start at once`,
          'remove runAfter',
          `${path}.runAfter`,
        ),
      ),
  );
}

function misread(assembly: Assembly): Problem[] {
  return referencesOf(assembly, 'pipeline').flatMap(({ manifest, path, field, reference, scope }) => {
    const [head, name = '', what = ''] = reference.parts;
    const inTasks = field.startsWith('tasks[');
    const status = head === 'tasks' && ((name === 'status' && what === '') || what === 'status' || what === 'reason');
    if (inTasks && status) {
      return problem(manifest, `${reference.text} is known to finally tasks alone`, 'move the task to finally', path);
    }
    if (!inTasks && !field.startsWith('finally[')) return [];
    const finals = scope.pipeline.calls.filter(({ inFinally }) => inFinally);
    const readsFinal = head === 'finally' || (head === 'tasks' && finals.some(({ task }) => task.name === name));
    if (!readsFinal || status) return [];
    return problem(
      manifest,
      `${reference.text} reads from a finally task, whose results go to the pipeline's results alone`,
      'let a task before finally write it',
      path,
    );
  });
}
