import { problem, type Problem, type Rule } from '../../../audit';
import { readsFrom } from '../pipeline-graph';
import { referencesIn, textOf } from '../substitution';
import { type PipelineInPlace, tektonObjects } from '../tekton-objects';
import { example, pipeline, step, task } from './examples';

const build = task('build', {
  results: [{ name: 'digest' }],
  steps: [step('build', { command: ['build'], args: ['$(results.digest.path)'] })],
});
const tell = task('tell', { params: [{ name: 'digest' }], steps: [step('tell', { args: ['$(params.digest)'] })] });
const delivery = (when: object): object =>
  pipeline({
    params: [{ name: 'build' }],
    tasks: [{ name: 'build', taskRef: { name: 'build' }, ...when }],
    finally: [
      { name: 'tell', taskRef: { name: 'tell' }, params: [{ name: 'digest', value: '$(tasks.build.results.digest)' }] },
    ],
  });

export const resultOfSkipped: Rule = {
  id: 'TKN162',
  severity: 'warning',
  title: 'the end of a pipeline reads a result of a task that may be skipped',
  why: 'a skipped task has no results: what reads them in finally is skipped too, so nobody is told, and the result of the pipeline is missing',
  repair: 'take the when away, or let finally read $(tasks.<name>.status) in a when of its own',
  reference: 'https://tekton.dev/docs/pipelines/pipelines/#consuming-task-execution-results-in-finally',
  good: example(build, tell, delivery({})),
  bad: example(build, tell, delivery({ when: [{ input: '$(params.build)', operator: 'in', values: ['yes'] }] })),
  check: (assembly) => tektonObjects(assembly).pipelines.flatMap(judge),
};

function judge({ manifest, path, spec, calls }: PipelineInPlace): Problem[] {
  const skipped = new Set(
    calls
      .filter(({ inFinally, task: one }) => !inFinally && (one.when ?? []).length > 0)
      .map(({ task: one }) => one.name),
  );
  if (skipped.size === 0) return [];
  const atEnd = calls
    .filter(({ inFinally, task: one }) => inFinally && (one.when ?? []).length === 0)
    .flatMap((call) =>
      [...readsFrom(call.task)].map((from) => ({
        from,
        who: `the task "${call.task.name}" in finally`,
        at: call.path,
      })),
    );
  const results = (spec.results ?? []).flatMap(({ name, value }, i) =>
    referencesIn(textOf(value)).flatMap(({ parts }) =>
      parts[0] === 'tasks' && parts[1] !== undefined
        ? { from: parts[1], who: `the result "${name}" of the pipeline`, at: `${path}.results[${i}]` }
        : [],
    ),
  );
  return [...atEnd, ...results]
    .filter(({ from }) => skipped.has(from))
    .map(({ from, who, at }) =>
      problem(
        manifest,
        `${who} reads a result of "${from}", which has a when: where that is false, there is none`,
        'take the when away, or ask for the status of the task',
        at,
      ),
    );
}
