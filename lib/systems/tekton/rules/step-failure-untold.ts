import { problem, type Rule } from '../../../audit';
import { type StepDeclaration } from '../kinds';
import { example, step, task } from './examples';

const two = (report: StepDeclaration): Rule['good'] =>
  example(
    task('go-test', {
      steps: [step('test', { onError: 'continue', args: ['test'] }), step('report', report)],
    }),
  );
const CODE = { name: 'CODE', value: '$(steps.step-test.exitCode.path)' };

export const stepFailureUntold: Rule = {
  id: 'TKN101',
  severity: 'advice',
  title: 'a step may fail and nobody looks whether it has',
  why: 'with onError: continue the task ends well in any case: what the step should have done may be missing, and what waits for the task goes on',
  repair: 'remove onError, or read the exit code in a later step and fail there',
  reference: 'https://tekton.dev/docs/pipelines/tasks/#specifying-onerror-for-a-step',
  good: two({ env: [CODE], script: '#!/bin/sh\nset -eu\nexit "$(cat "$CODE")"\n' }),
  bad: two({ script: '#!/bin/sh\nset -eu\necho done\n' }),
  check: ({ manifests }) =>
    manifests.of('tekton.dev/Task').flatMap((manifest) => {
      const steps = manifest.object.spec?.steps ?? [];
      const texts = steps.map((one) => JSON.stringify(one));
      return steps.flatMap(({ name = '', onError }, i) => {
        const codes = [`steps.step-${name}.exitCode`, `steps.${name}.exitCode`, `steps/step-${name}/exitCode`];
        const isRead = texts.slice(i + 1).some((text) => codes.some((code) => text.includes(code)));
        if (onError !== 'continue' || isRead) return [];
        return problem(
          manifest,
          `no later step reads the exit code of "${name}"`,
          'remove onError, or read the exit code',
          `spec.steps[${i}].onError`,
        );
      });
    }),
};
