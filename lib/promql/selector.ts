import { type SyntaxNode } from '@lezer/common';
import { type Duration } from '../model';
import { nodesOf, textOf } from './syntax';
import { tryParseWindow } from './window';

/** One label matcher of a selector, such as `status=~"5.."`. */
export interface LabelMatcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

/** One selector of a query: which series it reads, and over which window. */
export interface Selector {
  /** The metric's name; nothing where only labels select. */
  readonly metric: string;
  readonly matchers: readonly LabelMatcher[];
  /** The range in brackets, where there is one. */
  readonly window?: Duration;
}

/** The selectors at or below a node. */
export function selectorsUnder(node: SyntaxNode, text: string): Selector[] {
  return nodesOf(node, 'VectorSelector').map((selector) => {
    const window = windowOf(selector, text);
    return {
      metric: textOf(selector.getChild('Identifier'), text),
      matchers: nodesOf(selector, 'UnquotedLabelMatcher').map((matcher) => ({
        label: textOf(matcher.getChild('LabelName'), text),
        operator: textOf(matcher.getChild('MatchOp'), text),
        value: textOf(matcher.getChild('StringLiteral'), text).slice(1, -1),
      })),
      ...(window === undefined ? {} : { window }),
    };
  });
}

function windowOf(selector: SyntaxNode, text: string): Duration | undefined {
  const matrix = selector.parent;
  if (matrix?.name !== 'MatrixSelector') return undefined;
  return tryParseWindow(text.slice(selector.to, matrix.to).replace(/[[\]\s]/g, ''));
}
