import { problem, type Rule } from '../../../audit';
import { tektonObjects } from '../tekton-objects';
import { type PipelineTask } from '../kinds';
import { example, oneStep, pipeline } from './examples';

const testing = (how: Partial<PipelineTask>): object =>
  pipeline({ tasks: [{ name: 'test', taskRef: { name: 'go-test' }, ...how }] });

export const retriesWithContinue: Rule = {
  id: 'TKN074',
  severity: 'error',
  title: 'a task is both tried again and ignored when it fails',
  why: 'Tekton refuses the Pipeline: a failure that is ignored is never tried again',
  repair: 'leave one of retries and onError',
  reference: 'https://tekton.dev/docs/pipelines/pipelines/#using-the-onerror-field',
  good: example(oneStep({}), testing({ retries: 2 })),
  bad: example(oneStep({}), testing({ retries: 2, onError: 'continue' })),
  check: (assembly) =>
    tektonObjects(assembly).pipelines.flatMap(({ calls }) =>
      calls
        .filter(({ task }) => task.onError === 'continue' && (task.retries ?? 0) > 0)
        .map(({ manifest, task, path }) =>
          problem(manifest, `the task "${task.name}" has retries and onError: continue`, 'leave one of them', path),
        ),
    ),
};
