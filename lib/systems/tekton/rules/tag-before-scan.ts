import { problem, type Problem, type Rule } from '../../../audit';
import { paramsOf } from '../handover';
import { PipelineGraph } from '../pipeline-graph';
import { textOf } from '../substitution';
import { purposesOf } from '../task-purpose';
import { type PipelineInPlace, tektonObjects } from '../tekton-objects';
import { example, pipeline, step, task } from './examples';

const IMAGE = 'registry.example.com/order-service';
const params = [{ name: 'IMAGE' }];
const build = task('build', {
  params,
  steps: [step('build', { command: ['buildah', 'push'], args: ['$(params.IMAGE)'] })],
});
const scan = task('scan', {
  params,
  steps: [step('scan', { command: ['trivy', 'image', '--exit-code', '1'], args: ['$(params.IMAGE)'] })],
});
const releasing = (tag: string): object =>
  pipeline({
    params: [{ name: 'revision' }],
    tasks: [
      { name: 'build', taskRef: { name: 'build' }, params: [{ name: 'IMAGE', value: `${IMAGE}:${tag}` }] },
      {
        name: 'scan',
        taskRef: { name: 'scan' },
        runAfter: ['build'],
        params: [{ name: 'IMAGE', value: `${IMAGE}@sha256:${'4d1f'.repeat(16)}` }],
      },
    ],
  });

export const tagBeforeScan: Rule = {
  id: 'TKN153',
  severity: 'advice',
  title: 'an image has the tag of its release before it is scanned',
  why: 'whoever deploys that tag, a person or an image updater, need not wait for the scan, and the tag stays when the scan fails',
  repair: 'push under a name of the run, and give the tag after the scan; or deploy digests only',
  good: example(build, scan, releasing('build-$(context.pipelineRun.uid)')),
  bad: example(build, scan, releasing('$(params.revision)')),
  check: (assembly) => tektonObjects(assembly).pipelines.flatMap(judge),
};

/** A task behind the scan that deploys or promotes by digest shows that nobody asks for the tag. */
function judge(pipeline_: PipelineInPlace): Problem[] {
  const calls = pipeline_.calls.map((call) => ({
    call,
    purposes: purposesOf(call),
    given: paramsOf(call.task, call.path),
  }));
  const scans = new Set(calls.filter(({ purposes }) => purposes.has('scan')).map(({ call }) => call.task.name));
  const byDigest = calls.some(
    ({ purposes, given, call }) =>
      (purposes.has('deploy') || /tag|promote|deploy|release/.test(call.task.name)) &&
      given.some(({ name, value }) => /digest/i.test(name) || /@|digest/i.test(textOf(value))),
  );
  if (scans.size === 0 || byDigest) return [];
  const graph = new PipelineGraph(pipeline_);
  return calls.flatMap(({ call, purposes, given }) => {
    const after = graph.after(call.task.name);
    if (!purposes.has('build') || purposes.has('scan') || ![...scans].some((name) => after.has(name))) return [];
    return given
      .filter(
        ({ name, value }) => /image|destination|target|ref/i.test(name) && /\/?[^/]*[^:/]:[^:/]+$/.test(textOf(value)),
      )
      .filter(({ value }) => !/context\.(pipelineRun|taskRun)|@|:\/\//.test(textOf(value)))
      .map(({ value, path }) =>
        problem(
          call.manifest,
          `the task "${call.task.name}" pushes ${textOf(value)}, and ${[...scans].join(', ')} comes after it`,
          'push under a name of the run, and give the tag after the scan',
          path,
        ),
      );
  });
}
