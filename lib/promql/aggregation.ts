import { type SyntaxNode } from '@lezer/common';
import { type Selector, selectorsUnder } from './selector';
import { argumentsOf, bare, expressionsIn, nodesOf, textOf } from './syntax';

/** A sum or the like that keeps some labels: `sum by (namespace) (…)`. */
export interface Aggregation {
  readonly by: readonly string[];
  /** The series whose labels are kept: those that no further aggregation stands between. */
  readonly selectors: readonly Selector[];
}

/** Every aggregation of a query that says `by`. */
export function aggregationsIn(top: SyntaxNode, text: string): Aggregation[] {
  return nodesOf(top, 'AggregateExpr').flatMap((node) => {
    const by = tryGrouping(node, text, 'By');
    return by === undefined ? [] : [{ by, selectors: argumentsOf(node).flatMap((one) => directlyIn(one, text)) }];
  });
}

/** The labels that an expression can answer with, where an aggregation decides it. */
export function tryLabelsOf(expression: SyntaxNode, text: string): readonly string[] | undefined {
  const node = bare(expression);
  const [left, right] = expressionsIn(node);
  if (node.name === 'PromQL') return left && tryLabelsOf(left, text);
  if (node.name === 'AggregateExpr') return labelsOfAggregate(node, text);
  if (node.name === 'FunctionCall') return labelsOfCall(node, text);
  if (node.name !== 'BinaryExpr' || !left || !right) return undefined;
  if (['And', 'Unless'].some((set) => node.getChild(set))) return tryLabelsOf(left, text);
  if (right.name === 'NumberDurationLiteral') return tryLabelsOf(left, text);
  if (left.name === 'NumberDurationLiteral') return tryLabelsOf(right, text);
  return labelsOfBoth(node, tryLabelsOf(left, text), tryLabelsOf(right, text));
}

function labelsOfAggregate(node: SyntaxNode, text: string): readonly string[] | undefined {
  const keepsSeries = /^(topk|bottomk|limitk|limit_ratio|count_values)$/;
  if (keepsSeries.test(textOf(node.getChild('AggregateOp'), text))) return undefined;
  if (node.getChild('AggregateModifier') === null) return [];
  return tryGrouping(node, text, 'By');
}

function labelsOfCall(node: SyntaxNode, text: string): readonly string[] | undefined {
  const name = textOf(node.getChild('FunctionIdentifier'), text);
  const given = argumentsOf(node);
  if (name === 'vector') return [];
  if (name === 'histogram_quantile') {
    return given[1] && tryLabelsOf(given[1], text)?.filter((label) => label !== 'le');
  }
  const [vector] = given;
  return KEEPS_LABELS.has(name) && vector ? tryLabelsOf(vector, text) : undefined;
}

const KEEPS_LABELS: ReadonlySet<string> = new Set([
  'abs',
  'ceil',
  'clamp',
  'clamp_max',
  'clamp_min',
  'floor',
  'round',
  'sgn',
  'sort',
  'sort_desc',
]);

/** `on` and `ignoring` have rules of their own; where both sides are alike, nothing is left to them. */
function labelsOfBoth(
  node: SyntaxNode,
  left: readonly string[] | undefined,
  right: readonly string[] | undefined,
): readonly string[] | undefined {
  if (left === undefined || right === undefined) return undefined;
  const isUnion = node.getChild('Or') !== null;
  if (!isUnion && node.getChild('MatchingModifierClause') !== null) return undefined;
  return [...new Set([...left, ...right])];
}

function tryGrouping(node: SyntaxNode, text: string, word: 'By' | 'Without'): readonly string[] | undefined {
  const modifier = node.getChild('AggregateModifier');
  if (!modifier || modifier.getChild(word) === null) return undefined;
  return nodesOf(modifier, 'LabelName').map((label) => textOf(label, text));
}

function directlyIn(node: SyntaxNode, text: string): Selector[] {
  const inner = bare(node);
  if (inner.name === 'AggregateExpr') return [];
  if (inner.name === 'VectorSelector') return selectorsUnder(inner, text);
  if (inner.name === 'FunctionCall') {
    const rewrites = /^label_/.test(textOf(inner.getChild('FunctionIdentifier'), text));
    return rewrites ? [] : argumentsOf(inner).flatMap((one) => directlyIn(one, text));
  }
  return expressionsIn(inner).flatMap((one) => directlyIn(one, text));
}
