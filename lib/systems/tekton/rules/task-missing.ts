import { type Assembly } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { type Call, tektonObjects } from '../tekton-objects';
import { elsewhere } from './elsewhere';
import { example, oneStep, pipeline } from './examples';

const running = (name: string): object => pipeline({ tasks: [{ name: 'test', taskRef: { name } }] });

export const taskMissing: Rule = {
  id: 'TKN023',
  severity: 'error',
  title: 'a pipeline runs a task that is not there',
  why: 'Tekton looks up every task before it starts the first: the run ends with CouldntGetTask and nothing runs',
  repair: 'add the Task to the same namespace, or take it through a resolver',
  reference: 'https://tekton.dev/docs/pipelines/pipelines/#adding-tasks-to-the-pipeline',
  good: example(oneStep({}), running('go-test')),
  bad: example(oneStep({}), running('golang-test')),
  check: (assembly) =>
    tektonObjects(assembly).pipelines.flatMap(({ calls, namespace }) =>
      calls.flatMap((call) =>
        call.runs.from === 'nowhere' ? [report(assembly, call, call.runs.name, namespace)] : [],
      ),
    ),
};

function report(
  assembly: Assembly,
  { manifest, task, path }: Call,
  name: string,
  namespace: string | undefined,
): ReturnType<typeof problem> {
  const hint = elsewhere(assembly, 'tekton.dev/Task', manifest, name, namespace);
  return problem(
    manifest,
    `the task "${task.name}" runs the Task "${name}", which is not there${hint.fact}`,
    hint.repair,
    `${path}.taskRef`,
  );
}
