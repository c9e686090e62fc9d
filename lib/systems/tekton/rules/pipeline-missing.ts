import { problem, type Rule } from '../../../audit';
import { tektonObjects } from '../tekton-objects';
import { elsewhere, hasAny } from './elsewhere';
import { example, oneStep, pipeline, run } from './examples';

const delivery = pipeline({ tasks: [{ name: 'test', taskRef: { name: 'go-test' } }] });

export const pipelineMissing: Rule = {
  id: 'TKN024',
  severity: 'error',
  title: 'a run names a pipeline that is not there',
  why: 'the run ends with CouldntGetPipeline; with a trigger, nobody but the event listener hears of it',
  repair: 'add the Pipeline to the namespace of the run',
  reference: 'https://tekton.dev/docs/pipelines/pipelineruns/#specifying-the-target-pipeline',
  good: example(oneStep({}), delivery, run({})),
  bad: example(oneStep({}), delivery, run({ pipelineRef: { name: 'deliver' } })),
  check: (assembly) =>
    tektonObjects(assembly).runs.flatMap(({ manifest, prefix, missing, namespace }) => {
      if (missing === undefined || !hasAny(assembly, 'tekton.dev/Pipeline', manifest)) return [];
      const hint = elsewhere(assembly, 'tekton.dev/Pipeline', manifest, missing, namespace);
      return problem(
        manifest,
        `the run names the Pipeline "${missing}", which is not there${hint.fact}`,
        hint.repair,
        `${prefix}spec.pipelineRef`,
      );
    }),
};
