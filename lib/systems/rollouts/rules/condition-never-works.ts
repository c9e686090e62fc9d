import { readAlikeOnce } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { conditionsText, outcomesOf } from '../condition-outcomes';
import { readableQueries } from '../queries';
import { canary, example, JUDGED, metric, template } from './examples';

export const conditionNeverWorks: Rule = {
  id: 'ANA026',
  severity: 'error',
  title: 'a condition cannot read what Prometheus answers',
  why: 'the answer is a list of values, so a comparison with it is an error at every measurement, and the release is aborted after 40 seconds',
  repair: 'compare result[0], and ask for len(result) first',
  good: example(canary({ steps: JUDGED }), template([metric()])),
  bad: example(
    canary({ steps: JUDGED }),
    template([metric({ successCondition: 'result < 0.01', failureCondition: undefined })]),
  ),
  check: (assembly) =>
    readableQueries(assembly).flatMap(({ template: manifest, metric: one, path, query }) => {
      const unknown = unknownName(assembly.manifests, one);
      if (unknown !== undefined) {
        const told = `metric "${one.name}": a condition speaks of "${unknown}", which is not there`;
        return [problem(manifest, told, 'write result', path)];
      }
      if (/^\s*scalar\s*\(/.test(query) || outcomesOf(assembly.manifests, one).oneValue !== 'Error') return [];
      const message = `metric "${one.name}": the condition is an error for an answer of one value`;
      return [problem(manifest, message, 'compare result[0]', path)];
    }),
};

const unknownName = readAlikeOnce(conditionsText, (one) => tryUnknownName(conditionsText(one)));

/** A name that is neither called nor one of the language; a closure or a variable of its own may bring any name along. */
function tryUnknownName(text: string): string | undefined {
  if (/\blet\b|[{#"'`]/.test(text)) return undefined;
  return [...text.matchAll(/(?<![\w.])[A-Za-z_]\w*(?!\w)(?!\s*\()/g)]
    .map(([name]) => name)
    .find((name) => !KNOWN.has(name));
}

const KNOWN: ReadonlySet<string> = new Set(
  'result true false nil and or not in matches contains startsWith endsWith if else e E'.split(' '),
);
