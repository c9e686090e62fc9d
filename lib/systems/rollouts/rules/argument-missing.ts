import { describe, readOnce } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { type AnalysisRun, analysesOf } from '../analyses';
import { canary, ERROR_RATE, example, HELD, JUDGED, metric, template } from './examples';

export const argumentMissing: Rule = {
  id: 'ANA007',
  severity: 'error',
  title: 'a Rollout does not hand over an argument that an analysis needs',
  why: 'the controller refuses the Rollout (InvalidSpec) and nothing deploys',
  repair: 'pass the argument where the Rollout runs the template, or give it a default there',
  good: example(canary({ steps: JUDGED }), template([metric()])),
  bad: example(canary({ steps: [...HELD, { analysis: { templates: ERROR_RATE.templates } }] }), template([metric()])),
  check: (assembly) =>
    analysesOf(assembly).flatMap((analysis) =>
      missingFrom(analysis.run).map(([name, template_]) => {
        const message = `it does not pass ${name}, which ${template_} needs`;
        return problem(analysis.rollout, message, `pass ${name}`, `${analysis.path}.args`);
      }),
    ),
};

/** A default in one template serves all templates of the analysis. */
const missingFrom = readOnce(({ templates, args }: AnalysisRun): readonly (readonly [string, string])[] => {
  const declared = templates.flatMap(({ object }) => (object.spec.args ?? []).map((arg) => ({ arg, object })));
  const known = new Set(args.map(({ name }) => name));
  for (const { arg } of declared) if (arg.value !== undefined || arg.valueFrom) known.add(arg.name);
  const missing = new Map<string, string>();
  for (const { arg, object } of declared) if (!known.has(arg.name)) missing.set(arg.name, describe(object));
  return [...missing];
});
