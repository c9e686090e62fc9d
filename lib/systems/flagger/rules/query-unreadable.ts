import { problem, type Rule } from '../../../audit';
import { ANALYSIS_ARGUMENTS, isQueryError, parseQuery, queryErrorText } from '../../../promql';
import { BY_TEMPLATE, canary, example, template } from './examples';

const orders = canary({ metrics: [BY_TEMPLATE] });

/** What Flagger puts into a query. */
const KNOWN = ['name', 'namespace', 'target', 'service', 'ingress', 'route', 'interval', 'variables'];

export const queryUnreadable: Rule = {
  id: 'FLG019',
  severity: 'error',
  title: 'the query of a MetricTemplate cannot be asked',
  why: 'each check fails, and every release is taken back',
  repair: 'write PromQL, with the placeholders {{ namespace }}, {{ target }}, {{ interval }}, and {{ variables.x }}',
  reference: 'https://docs.flagger.app/usage/metrics#custom-metrics',
  good: example(orders, template('sum(rate(errors_total{namespace="{{ namespace }}"}[{{ interval }}]))')),
  bad: example(orders, template('sum(rate(errors_total{hash="{{args.canary-hash}}"}[{{ interval }}]))')),
  check: ({ manifests }) =>
    manifests.of('flagger.app/MetricTemplate').flatMap((manifest) => {
      const { provider, query = '' } = manifest.object.spec;
      const said = tryUnknown(query) ?? (provider?.type === 'prometheus' ? tryBroken(query) : undefined);
      return said === undefined ? [] : [problem(manifest, said, 'correct the query', 'spec.query')];
    }),
};

function tryUnknown(query: string): string | undefined {
  const placeholders = [...query.matchAll(/\{\{-?\s*\(?\s*([A-Za-z_]\w*)[^{}]*\}\}/g)].map(([, name = '']) => name);
  const unknown = placeholders.find((name) => !KNOWN.includes(name) && !ACTIONS.includes(name));
  return unknown === undefined ? undefined : `Flagger knows no {{ ${unknown} }}, only ${KNOWN.join(', ')}`;
}

/** Words of Go's templates that are no values of Flagger's. */
const ACTIONS = [
  'if',
  'else',
  'end',
  'range',
  'with',
  'index',
  'printf',
  'print',
  'define',
  'template',
  'block',
  'and',
  'or',
  'not',
  'eq',
  'ne',
];

function tryBroken(query: string): string | undefined {
  const parsed = parseQuery(query, ANALYSIS_ARGUMENTS);
  return isQueryError(parsed) ? queryErrorText(parsed) : undefined;
}
