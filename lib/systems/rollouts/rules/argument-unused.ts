import { readOnce } from '../../../assembly';
import { type Problem, problem, type Rule } from '../../../audit';
import { type AnalysisRun, analysesOf, argumentsAsked } from '../analyses';
import { canary, ERROR_RATE, example, HELD, JUDGED, metric, template } from './examples';

const STRAY = { ...ERROR_RATE, args: [...ERROR_RATE.args, { name: 'service', value: 'orders' }] };

export const argumentUnused: Rule = {
  id: 'ANA008',
  severity: 'warning',
  title: 'an argument of an analysis is used by nothing',
  why: 'it is dropped without a word, so a query that was meant to be narrowed by it is not',
  repair: 'use it in a metric, or take it away',
  good: example(canary({ steps: JUDGED }), template([metric()])),
  bad: example(canary({ steps: [...HELD, { analysis: STRAY }] }), template([metric()])),
  check: (assembly) => [...unusedIn(assembly), ...unknownTo(assembly)],
};

function unusedIn({ manifests }: Parameters<Rule['check']>[0]): readonly Problem[] {
  const templates = [
    ...manifests.of('argoproj.io/AnalysisTemplate'),
    ...manifests.of('argoproj.io/ClusterAnalysisTemplate'),
  ];
  return templates.flatMap((one) => {
    const { args = [], metrics = [], templates: nested = [] } = one.object.spec;
    const used = new Set(metrics.flatMap(argumentsAsked));
    return nested.length > 0
      ? []
      : args
          .filter(({ name }) => !used.has(name))
          .map(({ name }) => problem(one, `no metric uses ${name}`, 'use it, or remove it', 'spec.args'));
  });
}

function unknownTo(assembly: Parameters<Rule['check']>[0]): readonly Problem[] {
  return analysesOf(assembly).flatMap(({ rollout, path, run }) =>
    undeclaredIn(run).map((name) => {
      const message = `it passes ${name}, which no template of the analysis declares`;
      return problem(rollout, message, 'declare and use it, or remove it', `${path}.args`);
    }),
  );
}

const undeclaredIn = readOnce(({ args, templates, missing }: AnalysisRun): readonly string[] => {
  if (missing.length > 0) return [];
  const declared = new Set(templates.flatMap(({ object }) => (object.spec.args ?? []).map(({ name }) => name)));
  return args.map(({ name }) => name).filter((name) => !declared.has(name));
});
