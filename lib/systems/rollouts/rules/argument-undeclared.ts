import { problem, type Rule } from '../../../audit';
import { allMetrics, argumentsAsked } from '../analyses';
import { canary, example, JUDGED, metric, template } from './examples';

export const argumentUndeclared: Rule = {
  id: 'ANA006',
  severity: 'error',
  title: 'a metric asks for an argument that its template does not declare',
  why: 'the controller cannot resolve it and refuses the Rollout (InvalidSpec)',
  repair: 'declare it in spec.args of the template',
  good: example(canary({ steps: JUDGED }), template([metric()])),
  bad: example(canary({ steps: JUDGED }), template([metric()], { args: [{ name: 'pod-hash' }] })),
  check: (assembly) =>
    allMetrics(assembly).flatMap(({ template: manifest, metric: one, path }) => {
      const declared = manifest.object.spec.args ?? [];
      return argumentsAsked(one)
        .filter((wanted) => !declared.some(({ name }) => name === wanted))
        .map((name) => {
          const message = `metric "${one.name}" asks for {{args.${name}}}, which the template does not declare`;
          return problem(manifest, message, `add ${name} to spec.args`, path);
        });
    }),
};
