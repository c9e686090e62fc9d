import { type SyntaxNode, type Tree } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { type Duration } from '../model';
import { type Aggregation, aggregationsIn, tryLabelsOf } from './aggregation';
import { type Ratio, ratiosIn } from './ratio';
import { type Selector, selectorsUnder } from './selector';
import { argumentsOf, bare, expressionsIn, nodesOf, positionOf, textOf } from './syntax';
import { findMismatch } from './value-kind';

export { type Aggregation } from './aggregation';
export { type Ratio } from './ratio';
export { type LabelMatcher, type Selector } from './selector';

/** What is wrong with a query, and where: line and column count from 1. */
export interface QueryError {
  readonly line: number;
  readonly column: number;
  readonly problem: string;
}

/** A function that is called right on some series, such as `rate(x[5m])`. */
export interface Call {
  readonly name: string;
  readonly selectors: readonly Selector[];
}

/** A `histogram_quantile`. */
export interface Quantile {
  readonly selectors: readonly Selector[];
  /** The labels that its buckets are summed by; nothing where they are not summed at all. */
  readonly by?: readonly string[];
}

/** A PromQL query, read: what rules and gates ask about it. */
export interface ParsedQuery {
  readonly selectors: readonly Selector[];
  readonly ratios: readonly Ratio[];
  readonly calls: readonly Call[];
  readonly quantiles: readonly Quantile[];
  readonly aggregations: readonly Aggregation[];
  /** The labels that the answer can have, where an aggregation decides it. */
  readonly labels?: readonly string[];
  /** The longest range in brackets: how far back the answer looks. */
  readonly longestWindow?: Duration;
  /** Whether it can answer with NaN: it divides, or asks a histogram, and no traffic is asked for beside it. */
  readonly canBeNaN: boolean;
}

/** Arguments of an analysis: `{{args.canary-hash}}`. */
export const ANALYSIS_ARGUMENTS = /\{\{[^{}]*\}\}/g;

/** Variables of a dashboard: `$__rate_interval`, `${namespace}`. */
export const DASHBOARD_VARIABLES = /\$\{\w+\}|\$\w+/g;

/**
 * Reads a PromQL query, in which placeholders of one form may stand. Gives back what is wrong instead where it is not
 * PromQL, or where its kinds do not fit, such as a function that needs a range and gets none.
 */
export function parseQuery(query: string, placeholders?: RegExp): ParsedQuery | QueryError {
  const text = placeholders ? withoutPlaceholders(query, placeholders) : query;
  const tree = parser.parse(text);
  const error = findError(text, tree) ?? findKindError(text, query, tree);
  if (error) return error;
  const selectors = selectorsUnder(tree.topNode, query);
  const windows = selectors.flatMap(({ window }) => (window === undefined ? [] : [window]));
  const longestWindow = windows.reduce<Duration | undefined>(
    (longest, window) => (longest === undefined || window.isLongerThan(longest) ? window : longest),
    undefined,
  );
  const ratios = ratiosIn(tree.topNode, query);
  const quantiles = quantilesIn(tree.topNode, query);
  const labels = tryLabelsOf(tree.topNode, query);
  return {
    selectors,
    ratios,
    calls: callsIn(tree.topNode, query),
    quantiles,
    aggregations: aggregationsIn(tree.topNode, query),
    ...(labels === undefined ? {} : { labels }),
    canBeNaN: (ratios.length > 0 || quantiles.length > 0) && !asksForTraffic(tree),
    ...(longestWindow === undefined ? {} : { longestWindow }),
  };
}

/** Whether a query could not be read. */
export function isQueryError(result: ParsedQuery | QueryError): result is QueryError {
  return 'problem' in result;
}

/** `line 2, column 7: …`. */
export function queryErrorText(error: QueryError): string {
  return `line ${error.line}, column ${error.column}: ${error.problem}`;
}

/** Placeholders become something of equal length that parses in the same place, so that positions stay true. */
function withoutPlaceholders(query: string, placeholders: RegExp): string {
  return query.replace(placeholders, (placeholder: string, offset: number) => {
    if (/[[:]\s*$/.test(query.slice(0, offset))) return '1m'.padEnd(placeholder.length);
    return placeholder.replace(/[^A-Za-z0-9_]/g, '_');
  });
}

function findError(text: string, tree: Tree): QueryError | undefined {
  let found: SyntaxNode | undefined;
  tree.iterate({
    enter: (node) => {
      if (node.type.isError) found ??= node.node;
      return found === undefined;
    },
  });
  if (text.trim() === '') return { line: 1, column: 1, problem: 'the query is empty' };
  if (!found) return undefined;
  const rest = text.slice(found.from).trim();
  return {
    ...positionOf(text, found.from),
    problem: rest === '' ? 'the query ends too early' : `unexpected ${JSON.stringify(rest.slice(0, 12))}`,
  };
}

/** The grammar alone lets `rate(x)` pass: the server refuses it, at night. */
function findKindError(text: string, query: string, tree: Tree): QueryError | undefined {
  const isPlaceholder = (selector: SyntaxNode): boolean => {
    const name = selector.getChild('Identifier');
    return textOf(name, text) !== textOf(name, query);
  };
  const mismatch = findMismatch(tree.topNode, text, isPlaceholder);
  return mismatch && { ...positionOf(text, mismatch.from), problem: mismatch.problem };
}

/** `… and on() (… > 0)`: below the number the answer is empty, not NaN. */
function asksForTraffic(tree: Tree): boolean {
  return nodesOf(tree.topNode, 'BinaryExpr').some((expression) => {
    const right = expression.lastChild;
    return (
      right !== null &&
      expression.getChild('And') !== null &&
      nodesOf(right, 'BinaryExpr').some((one) => one.getChild('Gtr') !== null || one.getChild('Gte') !== null)
    );
  });
}

function callsIn(top: SyntaxNode, text: string): Call[] {
  return nodesOf(top, 'FunctionCall').flatMap((call) => {
    const selectors = argumentsOf(call).flatMap((argument) => {
      const inner = bare(argument);
      const [ranged] = inner.name === 'MatrixSelector' ? expressionsIn(inner) : [inner];
      return ranged?.name === 'VectorSelector' ? selectorsUnder(ranged, text) : [];
    });
    return selectors.length === 0 ? [] : [{ name: textOf(call.getChild('FunctionIdentifier'), text), selectors }];
  });
}

function quantilesIn(top: SyntaxNode, text: string): Quantile[] {
  return nodesOf(top, 'FunctionCall').flatMap((call): Quantile[] => {
    const [, buckets] = argumentsOf(call);
    if (textOf(call.getChild('FunctionIdentifier'), text) !== 'histogram_quantile' || !buckets) return [];
    const inner = bare(buckets);
    const selectors = selectorsUnder(inner, text);
    if (inner.name !== 'AggregateExpr') return [{ selectors }];
    const by = tryLabelsOf(inner, text);
    return by === undefined ? [{ selectors, by: ['le'] }] : [{ selectors, by }];
  });
}
