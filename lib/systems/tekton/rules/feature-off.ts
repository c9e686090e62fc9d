import { type Assembly } from '../../../assembly';
import { problem, type Problem, type Rule } from '../../../audit';
import { type Version } from '../../../model';
import { tektonObjects } from '../tekton-objects';
import { example, oneStep, pipeline } from './examples';

const delivery = (when: object): object =>
  pipeline({ params: [{ name: 'branch' }], tasks: [{ name: 'test', taskRef: { name: 'go-test' }, when: [when] }] });

export const featureOff: Rule = {
  id: 'TKN163',
  severity: 'warning',
  title: 'a field needs a feature that Tekton has switched off, or does not have yet',
  why: 'the webhook refuses the object where an administrator has not set the flag, or the version drops the field',
  repair: 'write it without the field, or set the flag in feature-flags of every cluster that runs it',
  reference: 'https://tekton.dev/docs/pipelines/additional-configs/#alpha-features',
  good: example(oneStep({}), delivery({ input: '$(params.branch)', operator: 'in', values: ['main'] })),
  bad: example(oneStep({}), delivery({ cel: "'$(params.branch)' == 'main'" })),
  check: (assembly) => [...expressions(assembly), ...choices(assembly), ...users(assembly)],
};

function expressions(assembly: Assembly): Problem[] {
  return tektonObjects(assembly).pipelines.flatMap(({ calls }) =>
    calls.flatMap(({ manifest, task: one, path }) =>
      (one.when ?? []).flatMap(({ cel }, i) =>
        cel === undefined
          ? []
          : problem(
              manifest,
              'a when in CEL needs the flag enable-cel-in-whenexpression, which is off by default',
              'write input, operator and values',
              `${path}.when[${i}].cel`,
            ),
      ),
    ),
  );
}

function choices(assembly: Assembly): Problem[] {
  const { tasks, pipelines } = tektonObjects(assembly);
  return [...tasks, ...pipelines].flatMap(({ manifest, path, spec }) =>
    (spec.params ?? []).flatMap((param, i) =>
      'enum' in param
        ? problem(
            manifest,
            `the enum of the param "${param.name}" needs the flag enable-param-enum, which is off by default`,
            'let a step refuse other values',
            `${path}.params[${i}].enum`,
          )
        : [],
    ),
  );
}

/** The version of Tekton that lets a run have users of its own. */
const USERS_SINCE = '1.9';

function users(assembly: Assembly): Problem[] {
  const version: Version = assembly.platform.tekton;
  if (version.isAtLeast(USERS_SINCE)) return [];
  const { runs, taskRuns } = tektonObjects(assembly);
  const pods = [
    ...runs.map((one) => ({ ...one, pod: one.spec.taskRunTemplate?.podTemplate, field: 'spec.taskRunTemplate' })),
    ...taskRuns.map((one) => ({ ...one, pod: one.spec.podTemplate, field: 'spec' })),
  ];
  return pods
    .filter(({ pod }) => pod !== undefined && 'hostUsers' in pod)
    .map(({ manifest, prefix, field }) =>
      problem(
        manifest,
        `podTemplate.hostUsers came with Tekton ${USERS_SINCE}; the platform has ${version}`,
        `run Tekton ${USERS_SINCE} or newer`,
        `${prefix}${field}.podTemplate.hostUsers`,
      ),
    );
}
