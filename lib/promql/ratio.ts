import { type SyntaxNode } from '@lezer/common';
import { type Selector, selectorsUnder } from './selector';
import { expressionsIn, nodesOf } from './syntax';

/** A division in a query, with the selectors on both sides. */
export interface Ratio {
  readonly numerator: readonly Selector[];
  readonly denominator: readonly Selector[];
  /** Whether the numerator gives a value even where none of its series exist: `… or vector(0)`. */
  readonly numeratorIsNeverAbsent: boolean;
  /** Whether each series is divided by the one that has the very same labels: neither side sums, and nothing says `on`. */
  readonly matchesEachSeries: boolean;
}

/** Every division of a query. */
export function ratiosIn(top: SyntaxNode, text: string): Ratio[] {
  return nodesOf(top, 'BinaryExpr').flatMap((expression) => {
    const [left, right] = expressionsIn(expression);
    if (!left || !right || expression.getChild('Div') === null) return [];
    const sums = [left, right].some((side) => nodesOf(side, 'AggregateExpr').length > 0);
    return [
      {
        numerator: selectorsUnder(left, text),
        denominator: selectorsUnder(right, text),
        numeratorIsNeverAbsent: isNeverAbsent(left),
        matchesEachSeries: !sums && expression.getChild('MatchingModifierClause') === null,
      },
    ];
  });
}

function isNeverAbsent(node: SyntaxNode): boolean {
  if (node.name === 'ParenExpr') return node.firstChild !== null && isNeverAbsent(node.firstChild);
  if (node.name !== 'BinaryExpr' || node.getChild('Or') === null) return false;
  return node.lastChild?.getChild('FunctionIdentifier')?.getChild('Vector') != null;
}
