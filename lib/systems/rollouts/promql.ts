import { type SyntaxNode, type Tree } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { Duration } from '../../model';

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

/** A division in a query, with the selectors on both sides. */
export interface Ratio {
  readonly numerator: readonly Selector[];
  readonly denominator: readonly Selector[];
  /** Whether the numerator gives a value even where none of its series exist: `… or vector(0)`. */
  readonly numeratorIsNeverAbsent: boolean;
}

/** What is wrong with a query, and where: line and column count from 1. */
export interface QueryError {
  readonly line: number;
  readonly column: number;
  readonly problem: string;
}

/** A PromQL query, read: what rules and gates ask about it. */
export interface ParsedQuery {
  readonly selectors: readonly Selector[];
  readonly ratios: readonly Ratio[];
  /** The longest range in brackets: how far back the answer looks. */
  readonly longestWindow?: Duration;
  /** Whether it can answer with NaN: it divides, or asks a histogram, and no traffic is asked for beside it. */
  readonly canBeNaN: boolean;
}

/**
 * Reads a PromQL query in which `{{args.…}}` may stand for an argument of an analysis. Gives back what is wrong instead
 * where it is not PromQL, or where a function that needs a range gets none.
 */
export function parseQuery(query: string): ParsedQuery | QueryError {
  const text = withoutArguments(query);
  const tree = parser.parse(text);
  const error = findError(text, tree) ?? findTypeError(text, tree);
  if (error) return error;
  const selectors = selectorsUnder(tree.topNode, query);
  const windows = selectors.flatMap(({ window }) => (window === undefined ? [] : [window]));
  const longestWindow = windows.reduce<Duration | undefined>(
    (longest, window) => (longest === undefined || window.isLongerThan(longest) ? window : longest),
    undefined,
  );
  const ratios = ratiosIn(tree, query);
  const divides = ratios.length > 0 || /\bhistogram_quantile\b/.test(text);
  const canBeNaN = divides && !asksForTraffic(tree);
  return { selectors, ratios, canBeNaN, ...(longestWindow === undefined ? {} : { longestWindow }) };
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

/** Whether a query could not be read. */
export function isQueryError(result: ParsedQuery | QueryError): result is QueryError {
  return 'problem' in result;
}

/** `line 2, column 7: …`. */
export function queryErrorText(error: QueryError): string {
  return `line ${error.line}, column ${error.column}: ${error.problem}`;
}

/** Arguments become something of equal length that parses in the same place, so that positions stay true. */
function withoutArguments(query: string): string {
  return query.replace(/\{\{[^{}]*\}\}/g, (argument, offset: number) => {
    if (/[[:]\s*$/.test(query.slice(0, offset))) return '1m'.padEnd(argument.length);
    return argument.replace(/[^A-Za-z0-9_]/g, '_');
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

const NEEDS_RANGE =
  /^(rate|irate|increase|delta|idelta|deriv|changes|resets|predict_linear|double_exponential_smoothing|[a-z]+_over_time)$/;

/** The grammar alone lets `rate(x)` pass: the server refuses it, at night. */
function findTypeError(text: string, tree: Tree): QueryError | undefined {
  for (const call of nodesOf(tree.topNode, 'FunctionCall')) {
    const name = textOf(call.getChild('FunctionIdentifier'), text);
    const selects = call.getChild('FunctionCallBody')?.getChildren('VectorSelector') ?? [];
    if (NEEDS_RANGE.test(name) && selects.length > 0) {
      return { ...positionOf(text, call.from), problem: `${name}() needs a range in brackets, such as [2m]` };
    }
  }
  const whole = tree.topNode.firstChild;
  if (whole?.name === 'MatrixSelector') {
    return { ...positionOf(text, whole.from), problem: 'a range is no value: put it into a function such as rate()' };
  }
  return undefined;
}

function selectorsUnder(node: SyntaxNode, text: string): Selector[] {
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

/** Prometheus has units of its own for days, weeks and years, and reads a bare number as seconds. */
export function tryParseWindow(text: string): Duration | undefined {
  if (/^\d+$/.test(text)) return Duration.seconds(Number(text));
  if (!/^(\d+(ms|[smhdwy]))+$/.test(text)) return undefined;
  let total = Duration.zero;
  for (const [, amount, unit] of text.matchAll(/(\d+)(ms|[smhdwy])/g)) {
    total = total.plus(Duration.millis(Number(amount) * (UNITS[unit ?? ''] ?? 0)));
  }
  return total;
}

const UNITS: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

function ratiosIn(tree: Tree, text: string): Ratio[] {
  return nodesOf(tree.topNode, 'BinaryExpr').flatMap((expression) => {
    const [left, right] = [expression.firstChild, expression.lastChild];
    if (!left || !right || expression.getChild('Div') === null) return [];
    return [
      {
        numerator: selectorsUnder(left, text),
        denominator: selectorsUnder(right, text),
        numeratorIsNeverAbsent: isNeverAbsent(left),
      },
    ];
  });
}

function isNeverAbsent(node: SyntaxNode): boolean {
  if (node.name === 'ParenExpr') return node.firstChild !== null && isNeverAbsent(node.firstChild);
  if (node.name !== 'BinaryExpr' || node.getChild('Or') === null) return false;
  return node.lastChild?.getChild('FunctionIdentifier')?.getChild('Vector') != null;
}

function nodesOf(top: SyntaxNode, name: string): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  top.cursor().iterate((node) => {
    if (node.name === name) found.push(node.node);
  });
  return found;
}

function textOf(node: SyntaxNode | null, text: string): string {
  return node === null ? '' : text.slice(node.from, node.to);
}

function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before[before.length - 1] ?? '').length + 1 };
}
