import { type Manifest } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { type Call, tektonObjects } from '../tekton-objects';
import { elsewhere, hasAny } from './elsewhere';
import { example, oneStep, pipeline } from './examples';

const running = (name: string): object =>
  pipeline({
    tasks: [
      { name: 'test', taskRef: { name } },
      { name: 'race', taskRef: { name: 'go-test' } },
    ],
  });

export const taskMissing: Rule = {
  id: 'TKN023',
  severity: 'error',
  title: 'a pipeline runs a task that is not there',
  why: 'Tekton looks up every task before it starts the first: the run ends with CouldntGetTask and nothing runs',
  repair: 'add the Task to the same namespace, or take it through a resolver',
  reference: 'https://tekton.dev/docs/pipelines/pipelines/#adding-tasks-to-the-pipeline',
  good: example(oneStep({}), running('go-test')),
  bad: example(oneStep({}), running('golang-test')),
  check: (assembly) => {
    const { pipelines, taskRuns } = tektonObjects(assembly);
    return [
      ...pipelines.flatMap(({ calls, namespace }) =>
        calls.flatMap(({ manifest, task, path, runs }): Missing[] =>
          runs.from === 'nowhere'
            ? [
                {
                  who: `the task "${task.name}"`,
                  name: runs.name,
                  manifest,
                  namespace,
                  path: `${path}.taskRef`,
                  alone: noneIsHere(calls),
                },
              ]
            : [],
        ),
      ),
      ...taskRuns.flatMap(({ manifest, namespace, prefix, runs }): Missing[] =>
        runs.from === 'nowhere'
          ? [
              {
                who: 'the run',
                name: runs.name,
                manifest,
                namespace,
                path: `${prefix}spec.taskRef`,
                alone: !hasAny(assembly, 'tekton.dev/Task', manifest),
              },
            ]
          : [],
      ),
    ].flatMap(({ who, name, manifest, namespace, path, alone }) => {
      const hint = elsewhere(assembly, 'tekton.dev/Task', manifest, name, namespace);
      if (alone && hint.fact === '' && !hint.repair.startsWith('did you mean')) return [];
      return problem(manifest, `${who} runs the Task "${name}", which is not there${hint.fact}`, hint.repair, path);
    });
  },
};

interface Missing {
  readonly who: string;
  readonly name: string;
  readonly manifest: Manifest;
  readonly namespace?: string;
  readonly path: string;
  /** Whether nothing that it names is here: then others keep the tasks, and the cluster may have them. */
  readonly alone: boolean;
}

function noneIsHere(calls: readonly Call[]): boolean {
  return calls.every(({ task, runs }) => task.taskRef === undefined || runs.from !== 'assembly');
}
