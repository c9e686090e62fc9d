import { problem, type Rule } from '../../../audit';
import { tektonObjects } from '../tekton-objects';
import { elsewhere } from './elsewhere';
import { example, stepAction, task } from './examples';

const using = (name: string): object => task('clone', { steps: [{ name: 'clone', ref: { name } }] });

export const stepActionMissing: Rule = {
  id: 'TKN025',
  severity: 'error',
  title: 'a step names a StepAction that is not there',
  why: 'the Task is admitted; every run of it fails before the first step',
  repair: 'add the StepAction to the same namespace, or take it through a resolver',
  reference: 'https://tekton.dev/docs/pipelines/stepactions/#referencing-a-stepaction',
  good: example(stepAction('git-clone', {}), using('git-clone')),
  bad: example(stepAction('git-clone', {}), using('gitclone')),
  check: (assembly) =>
    tektonObjects(assembly).tasks.flatMap(({ manifest, namespace, steps }) =>
      steps.flatMap(({ action, path, name }) => {
        if (action?.from !== 'nowhere') return [];
        const hint = elsewhere(assembly, 'tekton.dev/StepAction', manifest, action.name, namespace);
        return problem(
          manifest,
          `the step "${name}" names the StepAction "${action.name}", which is not there${hint.fact}`,
          hint.repair,
          `${path}.ref`,
        );
      }),
    ),
};
