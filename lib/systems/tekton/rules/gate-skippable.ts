import { problem, type Problem, type Rule } from '../../../audit';
import { GATES, type Purpose } from '../../../shell';
import { type PipelineTask } from '../kinds';
import { PipelineGraph, readsFrom, reachable } from '../pipeline-graph';
import { purposesOf } from '../task-purpose';
import { type PipelineInPlace, tektonObjects } from '../tekton-objects';
import { example, pipeline, step, task } from './examples';

const scan = task('scan', {
  results: [{ name: 'report' }],
  steps: [
    step('scan', {
      command: ['trivy', 'image', '--exit-code', '1'],
      args: ['--output', '$(results.report.path)', 'order-service'],
    }),
  ],
});
const sign = task('sign', {
  params: [{ name: 'report', default: '' }],
  steps: [step('sign', { command: ['cosign', 'sign'], args: ['$(params.report)'] })],
});
const when = [{ input: '$(params.scan)', operator: 'in', values: ['yes'] }];
const signing = (how: Partial<PipelineTask>): object =>
  pipeline({
    params: [{ name: 'scan' }],
    tasks: [
      { name: 'scan', taskRef: { name: 'scan' }, when },
      { name: 'sign', taskRef: { name: 'sign' }, ...how },
    ],
  });

export const gateSkippable: Rule = {
  id: 'TKN072',
  severity: 'error',
  title: 'a gate can be skipped, and what it guards runs all the same',
  why: 'a task whose when is false is skipped; tasks that only run after it do run, only those that read its results are skipped too',
  repair: 'read a result of the gate, give both the same when, or take the when away',
  reference: 'https://tekton.dev/docs/pipelines/pipelines/#guarding-a-task-and-its-dependent-tasks',
  good: example(scan, sign, signing({ params: [{ name: 'report', value: '$(tasks.scan.results.report)' }] })),
  bad: example(scan, sign, signing({ runAfter: ['scan'] })),
  check: (assembly) => tektonObjects(assembly).pipelines.flatMap(judge),
};

function judge(pipeline: PipelineInPlace): Problem[] {
  const calls = pipeline.calls.filter(({ inFinally }) => !inFinally);
  const gates = calls.filter((call) => (call.task.when ?? []).length > 0 && has(purposesOf(call), GATES));
  if (gates.length === 0) return [];
  const guarded = calls.filter((call) => has(purposesOf(call), ['sign', 'deploy']));
  const graph = new PipelineGraph(pipeline);
  const readers = new Map<string, string[]>();
  for (const { task: one } of calls)
    for (const from of readsFrom(one)) readers.set(from, [...(readers.get(from) ?? []), one.name]);
  return gates.flatMap(({ task: gate }) => {
    const behind = graph.after(gate.name);
    const skippedToo = reachable(gate.name, (name) => readers.get(name) ?? []);
    return guarded
      .filter(
        ({ task: one }) =>
          behind.has(one.name) && !skippedToo.has(one.name) && JSON.stringify(one.when) !== JSON.stringify(gate.when),
      )
      .map(({ manifest, task: one, path }) =>
        problem(
          manifest,
          `the task "${one.name}" only runs after "${gate.name}", so it also runs when that is skipped`,
          `read a result of "${gate.name}", or give it the same when`,
          path,
        ),
      );
  });
}

function has(purposes: ReadonlySet<Purpose>, wanted: readonly Purpose[]): boolean {
  return wanted.some((purpose) => purposes.has(purpose));
}
