import { Duration } from '../../../model';
import { problem, type Rule } from '../../../audit';
import { tektonObjects } from '../tekton-objects';
import { example, oneStep, pipeline, run } from './examples';

const delivery = pipeline({ tasks: [{ name: 'test', taskRef: { name: 'go-test' } }] });

export const runWithoutEnd: Rule = {
  id: 'TKN161',
  severity: 'warning',
  title: 'a run may take as long as it likes',
  why: 'a limit of 0 is none: a step that hangs keeps its pod and the volume of the run for ever, and the next runs find no room',
  repair: 'set timeouts.pipeline to what the run may take at most; without it that is an hour',
  reference: 'https://tekton.dev/docs/pipelines/pipelineruns/#configuring-a-failure-timeout',
  good: example(oneStep({}), delivery, run({ timeouts: { pipeline: '2h' } })),
  bad: example(oneStep({}), delivery, run({ timeouts: { pipeline: '0' } })),
  check: (assembly) => {
    const { runs, taskRuns } = tektonObjects(assembly);
    const limits = [
      ...runs.map((one) => ({ ...one, limit: one.spec.timeouts?.pipeline, field: 'spec.timeouts.pipeline' })),
      ...taskRuns.map((one) => ({ ...one, limit: one.spec.timeout, field: 'spec.timeout' })),
    ];
    return limits
      .filter(({ limit }) => limit !== undefined && Duration.tryParseGo(limit)?.milliseconds === 0)
      .map(({ manifest, prefix, limit, field }) =>
        problem(manifest, `a limit of ${limit ?? ''} is none`, 'set what it may take at most', `${prefix}${field}`),
      );
  },
};
