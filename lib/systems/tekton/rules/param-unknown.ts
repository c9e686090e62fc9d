import { problem, type Rule } from '../../../audit';
import { tryNearest } from '../../../audit/nearest';
import { handovers } from '../handover';
import { example, oneStep, pipeline } from './examples';

const scan = oneStep({ args: ['$(params.SEVERITY)'] }, { params: [{ name: 'SEVERITY', default: 'HIGH' }] });
const giving = (name: string): object =>
  pipeline({ tasks: [{ name: 'scan', taskRef: { name: 'go-test' }, params: [{ name, value: 'CRITICAL' }] }] });

export const paramUnknown: Rule = {
  id: 'TKN020',
  severity: 'error',
  title: 'a param is given that nobody takes',
  why: 'Tekton ignores it without a word (a StepAction fails the run): the value that should change something changes nothing',
  repair: 'give it the declared name, or declare it',
  reference: 'https://tekton.dev/docs/pipelines/pipelineruns/#specifying-parameters',
  good: example(scan, giving('SEVERITY')),
  bad: example(scan, giving('EXIT_CODE')),
  check: (assembly) =>
    handovers(assembly)
      .filter(({ embedded }) => !embedded)
      .flatMap(({ manifest, params, declaredParams, giver, taker }) => {
        const declared = declaredParams.map(({ name }) => name);
        const names = new Set(declared);
        const given = new Set(params.map(({ name }) => name));
        const open = declared.filter((name) => !given.has(name));
        return params
          .filter(({ name }) => !names.has(name))
          .map(({ name, path }) => {
            const nearest = tryNearest(name, open);
            const repair =
              nearest === undefined ? `remove it, or let ${taker} declare and read it` : `did you mean "${nearest}"?`;
            return problem(manifest, `${giver} gives the param "${name}", which ${taker} does not have`, repair, path);
          });
      }),
};
