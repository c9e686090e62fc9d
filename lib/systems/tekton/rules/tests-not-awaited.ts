import { problem, type Problem, type Rule } from '../../../audit';
import { PipelineGraph } from '../pipeline-graph';
import { purposesOf } from '../task-purpose';
import { type PipelineInPlace, tektonObjects } from '../tekton-objects';
import { example, pipeline, step, task } from './examples';

const test = task('test', { steps: [step('test', { command: ['go', 'test', './...'] })] });
const sign = task('sign', { steps: [step('sign', { command: ['cosign', 'sign', 'order-service'] })] });
const delivery = (runAfter: readonly string[]): object =>
  pipeline({
    tasks: [
      { name: 'test', taskRef: { name: 'test' } },
      { name: 'sign', taskRef: { name: 'sign' }, runAfter },
    ],
  });

export const testsNotAwaited: Rule = {
  id: 'TKN159',
  severity: 'warning',
  title: 'an image is signed or deployed without waiting for the tests',
  why: 'a test that fails a minute later stops nothing: the image is out',
  repair: 'let the build run after the tests',
  reference: 'https://tekton.dev/docs/pipelines/pipelines/#configuring-the-task-execution-order',
  good: example(test, sign, delivery(['test'])),
  bad: example(test, sign, delivery([])),
  check: (assembly) => tektonObjects(assembly).pipelines.flatMap(judge),
};

function judge(pipeline_: PipelineInPlace): Problem[] {
  const calls = pipeline_.calls
    .filter(({ inFinally }) => !inFinally)
    .map((call) => ({ call, purposes: purposesOf(call) }));
  const released = calls.filter(
    ({ purposes }) => (purposes.has('sign') || purposes.has('deploy')) && !purposes.has('test'),
  );
  if (released.length === 0) return [];
  const graph = new PipelineGraph(pipeline_);
  const names = new Set(released.map(({ call }) => call.task.name));
  return calls
    .filter(({ purposes }) => purposes.has('test'))
    .flatMap(({ call: { task: tests } }) => {
      const behind = graph.after(tests.name);
      // A test of what is deployed runs behind the deployment.
      if ([...names].some((name) => graph.after(name).has(tests.name))) return [];
      return released
        .filter(({ call }) => !behind.has(call.task.name))
        .map(({ call: { manifest, task: one, path } }) =>
          problem(
            manifest,
            `the task "${one.name}" does not wait for "${tests.name}"`,
            `let it, or a task before it, run after "${tests.name}"`,
            path,
          ),
        );
    });
}
