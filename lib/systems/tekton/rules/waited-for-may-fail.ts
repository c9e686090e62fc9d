import { problem, type Rule } from '../../../audit';
import { type PipelineTask } from '../kinds';
import { example, object, step } from './examples';

const taskSpec = { steps: [step('run', { args: ['run'] })] };

const pipeline = (onError: string): Rule['good'] =>
  example(
    object('tekton.dev/v1', 'Pipeline', 'delivery', {
      tasks: [
        { name: 'test', taskSpec, onError },
        { name: 'build', taskSpec, runAfter: ['test'] },
      ],
    }),
  );

export const waitedForMayFail: Rule = {
  id: 'TKN100',
  severity: 'warning',
  title: 'a task that others wait for may fail without stopping them',
  why: 'with onError: continue a failed test, scan or build looks like a gate in the pipeline and is none: what runs after it runs',
  repair: 'remove onError, or let nothing wait for a task that only reports',
  reference: 'https://tekton.dev/docs/pipelines/pipelines/#using-the-onerror-field',
  good: pipeline('stopAndFail'),
  bad: pipeline('continue'),
  check: ({ manifests }) =>
    manifests.of('tekton.dev/Pipeline').flatMap((manifest) => {
      const tasks = manifest.object.spec?.tasks ?? [];
      const before = new Map<string, PipelineTask>();
      for (const task of tasks) for (const name of task.runAfter ?? []) before.set(name, task);
      const texts = tasks.map((task) => ({ task, text: JSON.stringify([task.params ?? [], task.when ?? []]) }));
      return tasks.flatMap((task, i) => {
        if (task.onError !== 'continue') return [];
        const use = `$(tasks.${task.name}.`;
        const waiting = before.get(task.name) ?? texts.find(({ text }) => text.includes(use))?.task;
        if (waiting === undefined) return [];
        return problem(
          manifest,
          `"${waiting.name}" waits for "${task.name}" and runs when it has failed`,
          'remove onError',
          `spec.tasks[${i}].onError`,
        );
      });
    }),
};
