import { problem, type Problem, type Rule } from '../../../audit';
import { waitsFor } from '../pipeline-graph';
import { type PipelineInPlace, tektonObjects } from '../tekton-objects';
import { example, oneStep, pipeline } from './examples';

const ordered = (after: string): object =>
  pipeline({
    tasks: [
      { name: 'test', taskRef: { name: 'go-test' } },
      { name: 'lint', taskRef: { name: 'go-test' }, runAfter: [after] },
    ],
  });

export const taskOrderBroken: Rule = {
  id: 'TKN029',
  severity: 'error',
  title: 'a task waits for one that is not there, or for itself',
  why: 'Tekton refuses the Pipeline; without its webhook the run would never get to the task',
  repair: 'name tasks of the same pipeline, without a circle',
  reference: 'https://tekton.dev/docs/pipelines/pipelines/#using-the-runafter-field',
  good: example(oneStep({}), ordered('test')),
  bad: example(oneStep({}), ordered('unit-test')),
  check: (assembly) =>
    tektonObjects(assembly).pipelines.flatMap((pipeline) => [...ghosts(pipeline), ...circles(pipeline)]),
};

function ghosts({ calls }: PipelineInPlace): Problem[] {
  const names = new Set(calls.filter(({ inFinally }) => !inFinally).map(({ task }) => task.name));
  return calls.flatMap(({ manifest, task, path, inFinally }) =>
    (inFinally ? [] : (task.runAfter ?? [])).flatMap((before, i) =>
      names.has(before)
        ? []
        : problem(
            manifest,
            `the task "${task.name}" waits for "${before}", which is no task of the pipeline`,
            `name one of ${[...names].join(', ')}`,
            `${path}.runAfter[${i}]`,
          ),
    ),
  );
}

/** What is left when tasks that wait for nobody are taken away again and again, without those that merely wait for a circle. */
function circles({ calls, manifest, path }: PipelineInPlace): Problem[] {
  const open = new Map(calls.filter(({ inFinally }) => !inFinally).map(({ task }) => [task.name, task]));
  const forward = peel(open, (task) => [...waitsFor(task)]);
  const followers = new Map<string, string[]>();
  for (const [name, task] of forward)
    for (const before of waitsFor(task)) followers.set(before, [...(followers.get(before) ?? []), name]);
  const circle = [...peel(forward, ({ name }) => followers.get(name) ?? []).keys()];
  if (circle.length === 0) return [];
  return [
    problem(
      manifest,
      `the tasks ${circle.join(', ')} wait for each other`,
      'take one of the dependencies away',
      `${path}.tasks`,
    ),
  ];
}

/** Takes away what has no neighbour left, until nothing changes; each neighbour is counted once. */
function peel<T>(all: ReadonlyMap<string, T>, neighbours: (item: T) => readonly string[]): ReadonlyMap<string, T> {
  const left = new Map(all);
  const blocked = new Map<string, string[]>();
  const waiting = new Map<string, number>();
  for (const [name, item] of all) {
    const real = neighbours(item).filter((one) => all.has(one));
    waiting.set(name, real.length);
    for (const one of real) blocked.set(one, [...(blocked.get(one) ?? []), name]);
  }
  const free = [...waiting].filter(([, count]) => count === 0).map(([name]) => name);
  for (let name = free.pop(); name !== undefined; name = free.pop()) {
    left.delete(name);
    for (const one of blocked.get(name) ?? []) {
      const count = (waiting.get(one) ?? 0) - 1;
      waiting.set(one, count);
      if (count === 0) free.push(one);
    }
  }
  return left;
}
