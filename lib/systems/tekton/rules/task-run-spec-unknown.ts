import { problem, type Rule } from '../../../audit';
import { tektonObjects } from '../tekton-objects';
import { example, oneStep, pipeline, run } from './examples';

const delivery = pipeline({ tasks: [{ name: 'test', taskRef: { name: 'go-test' } }] });

export const taskRunSpecUnknown: Rule = {
  id: 'TKN032',
  severity: 'error',
  title: 'a run says something of a task that its pipeline does not have',
  why: 'Tekton looks when the run starts, and ends it',
  repair: 'name a task of the pipeline',
  reference: 'https://tekton.dev/docs/pipelines/pipelineruns/#specifying-taskrunspecs',
  good: example(oneStep({}), delivery, run({ taskRunSpecs: [{ pipelineTaskName: 'test', timeout: '10m' }] })),
  bad: example(oneStep({}), delivery, run({ taskRunSpecs: [{ pipelineTaskName: 'go-test', timeout: '10m' }] })),
  check: (assembly) =>
    tektonObjects(assembly).runs.flatMap(({ manifest, prefix, spec, pipeline }) => {
      const names = new Set(pipeline?.calls.map(({ task }) => task.name));
      return (pipeline ? (spec.taskRunSpecs ?? []) : []).flatMap(({ pipelineTaskName }, i) =>
        names.has(pipelineTaskName)
          ? []
          : problem(
              manifest,
              `${pipeline?.title ?? ''} has no task "${pipelineTaskName}"`,
              `name one of ${[...names].join(', ')}`,
              `${prefix}spec.taskRunSpecs[${i}]`,
            ),
      );
    }),
};
