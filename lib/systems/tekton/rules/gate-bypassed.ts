import { problem, type Problem, type Rule } from '../../../audit';
import { PipelineGraph } from '../pipeline-graph';
import { purposesOf } from '../task-purpose';
import { type Call, type PipelineInPlace, tektonObjects } from '../tekton-objects';
import { example, pipeline, step, task } from './examples';

const scan = task('scan', {
  steps: [step('scan', { command: ['trivy', 'image', '--exit-code', '1', 'order-service'] })],
});
const sign = task('sign', { steps: [step('sign', { command: ['cosign', 'sign', 'order-service'] })] });
const signing = (runAfter: readonly string[]): object =>
  pipeline({
    tasks: [
      { name: 'scan', taskRef: { name: 'scan' } },
      { name: 'sign', taskRef: { name: 'sign' }, runAfter },
    ],
  });

export const gateBypassed: Rule = {
  id: 'TKN071',
  severity: 'error',
  title: 'an image is signed or deployed without waiting for its scan',
  why: 'the scan may find something, and the signature that opens the cluster is there already',
  repair: 'let it run after the scan, and let the scan fail the pipeline',
  reference: 'https://tekton.dev/docs/pipelines/pipelines/#configuring-the-task-execution-order',
  good: example(scan, sign, signing(['scan'])),
  bad: example(scan, sign, signing([])),
  check: (assembly) => tektonObjects(assembly).pipelines.flatMap(judge),
};

function judge(pipeline: PipelineInPlace): Problem[] {
  const calls = pipeline.calls.map((call) => ({ call, purposes: purposesOf(call) }));
  const scans = calls.filter(({ purposes }) => purposes.has('scan')).map(({ call }) => call);
  const released = calls.filter(
    ({ purposes }) =>
      !purposes.has('scan') && (purposes.has('sign') || (purposes.has('deploy') && !purposes.has('verify'))),
  );
  if (scans.length === 0 || released.length === 0) return [];
  const graph = new PipelineGraph(pipeline);
  const behind = new Set(
    scans.filter(({ inFinally }) => !inFinally).flatMap(({ task: one }) => [...graph.after(one.name)]),
  );
  const early = released.filter(({ call }) => !call.inFinally && !behind.has(call.task.name));
  return [
    ...early.map(({ call, purposes }) =>
      problem(
        call.manifest,
        `the task "${call.task.name}" ${purposes.has('sign') ? 'signs' : 'deploys'} without waiting for ${namesOf(scans)}`,
        'add runAfter, or read a result of the scan',
        call.path,
      ),
    ),
    ...scans
      .filter(({ task: one }) => one.onError === 'continue')
      .map((call) =>
        problem(
          call.manifest,
          `the pipeline goes on when "${call.task.name}" fails`,
          'remove onError',
          `${call.path}.onError`,
        ),
      ),
  ];
}

function namesOf(calls: readonly Call[]): string {
  return calls.map(({ task: one }) => `"${one.name}"`).join(' or ');
}
