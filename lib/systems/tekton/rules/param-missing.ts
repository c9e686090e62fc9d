import { problem, type Rule } from '../../../audit';
import { handovers } from '../handover';
import { example, oneStep, pipeline } from './examples';

const test = oneStep({ args: ['test', '$(params.package)'] }, { params: [{ name: 'package' }] });
const params = [{ name: 'package', value: './...' }];

export const paramMissing: Rule = {
  id: 'TKN021',
  severity: 'error',
  title: 'a required param is not given',
  why: 'admission does not compare: each run fails when the task is due',
  repair: 'give it, or declare a default',
  reference: 'https://tekton.dev/docs/pipelines/tasks/#specifying-parameters',
  good: example(test, pipeline({ tasks: [{ name: 'test', taskRef: { name: 'go-test' }, params }] })),
  bad: example(test, pipeline({ tasks: [{ name: 'test', taskRef: { name: 'go-test' } }] })),
  check: (assembly) =>
    handovers(assembly).flatMap(({ manifest, path, params: given, declaredParams, giver, taker }) => {
      const names = new Set(given.map(({ name }) => name));
      const missing = declaredParams
        .filter((declared) => declared.default === undefined && !names.has(declared.name))
        .map(({ name }) => name);
      if (missing.length === 0) return [];
      const [one, ...more] = missing;
      const what = more.length === 0 ? `the param "${one ?? ''}"` : `the params ${missing.join(', ')}`;
      return problem(
        manifest,
        `${giver} does not give ${what}, which ${taker} needs`,
        `give ${missing.join(', ')}`,
        `${path}.params`,
      );
    }),
};
