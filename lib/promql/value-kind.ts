import { type SyntaxNode } from '@lezer/common';
import { type Signature, trySignature } from './functions';
import { argumentsOf, expressionsIn, nodesOf, textOf } from './syntax';
import { tryParseWindow } from './window';

/** What an expression of PromQL is: one number, a value for each series, a range of values for each, or a text. */
export type ValueKind = 'scalar' | 'vector' | 'range' | 'text';

/** Something that the grammar lets pass and the server refuses. */
export interface Mismatch {
  readonly from: number;
  readonly problem: string;
}

/** The first expression of the wrong kind. Placeholders may become anything: `isPlaceholder` says where one stands. */
export function findMismatch(
  top: SyntaxNode,
  text: string,
  isPlaceholder: (node: SyntaxNode) => boolean,
): Mismatch | undefined {
  const reader = new KindReader(text, isPlaceholder);
  let found: Mismatch | undefined;
  top.cursor().iterate(({ node }) => {
    if (found) return false;
    const problem = reader.problemAt(node);
    if (problem !== undefined) found = { from: node.from, problem };
    return found === undefined;
  });
  const [whole] = expressionsIn(top);
  if (found || !whole || reader.kindOf(whole) !== 'range') return found;
  return { from: whole.from, problem: 'a range is no value: put it into a function such as rate()' };
}

const IN_WORDS: Readonly<Record<ValueKind, string>> = {
  scalar: 'a number',
  vector: 'a vector',
  range: 'a range in brackets, such as [2m]',
  text: 'a text in quotes',
};

class KindReader {
  public constructor(
    private readonly text: string,
    private readonly isPlaceholder: (node: SyntaxNode) => boolean,
  ) {}

  /** The kind of an expression; nothing where a placeholder or a function behind a feature flag hides it. */
  public kindOf(node: SyntaxNode): ValueKind | undefined {
    const [first, second] = expressionsIn(node);
    if (node.name === 'NumberDurationLiteral') return 'scalar';
    if (node.name === 'StringLiteral') return 'text';
    if (node.name === 'MatrixSelector' || node.name === 'SubqueryExpr') return 'range';
    if (node.name === 'AggregateExpr') return 'vector';
    if (node.name === 'VectorSelector') return this.isPlaceholder(node) ? undefined : 'vector';
    if (node.name === 'FunctionCall') return trySignature(this.nameOf(node))?.gives;
    if (node.name === 'BinaryExpr' && first && second) {
      const kinds = [this.kindOf(first), this.kindOf(second)];
      if (kinds.includes('vector')) return 'vector';
      return kinds.includes(undefined) ? undefined : 'scalar';
    }
    return first && this.kindOf(first);
  }

  /** What is wrong with an expression itself, whatever stands in it. */
  public problemAt(node: SyntaxNode): string | undefined {
    if (node.name === 'FunctionCall') return this.problemOfCall(node);
    if (node.name === 'AggregateExpr') return this.problemOfAggregate(node);
    if (node.name === 'BinaryExpr') return this.problemOfBinary(node);
    if (node.name === 'VectorSelector') return this.problemOfSelector(node);
    const [inner] = expressionsIn(node);
    if (node.name === 'MatrixSelector' && inner) return this.problemOfRange(node, inner);
    if (node.name === 'UnaryExpr' && inner && this.isNoOperand(inner))
      return 'a sign stands before a number or a vector';
    return undefined;
  }

  private isNoOperand(node: SyntaxNode): boolean {
    const kind = this.kindOf(node);
    return kind === 'range' || kind === 'text';
  }

  private problemOfRange(node: SyntaxNode, inner: SyntaxNode): string | undefined {
    if (inner.name !== 'VectorSelector')
      return 'a range can be taken of a metric alone: write a subquery such as [1h:]';
    const window = tryParseWindow(this.text.slice(inner.to, node.to).replace(/[[\]\s]/g, ''));
    return window?.milliseconds === 0 ? 'a range is longer than nothing' : undefined;
  }

  private nameOf(call: SyntaxNode): string {
    return textOf(call.getChild('FunctionIdentifier'), this.text);
  }

  private problemOfCall(call: SyntaxNode): string | undefined {
    const name = this.nameOf(call);
    const signature = trySignature(name);
    if (!signature) return undefined;
    const given = argumentsOf(call);
    if (!accepts(signature, given.length)) return `${name}() takes ${countText(signature)}, got ${given.length}`;
    for (const [i, argument] of given.entries()) {
      const wanted = signature.takes[Math.min(i, signature.takes.length - 1)];
      const kind = this.kindOf(argument);
      if (wanted && kind && wanted !== kind) return `${name}() needs ${IN_WORDS[wanted]}${otherwise(wanted, kind)}`;
    }
    return undefined;
  }

  private problemOfAggregate(node: SyntaxNode): string | undefined {
    const name = textOf(node.getChild('AggregateOp'), this.text);
    const given = argumentsOf(node);
    const wanted: readonly ValueKind[] = [...(PARAMETERS.get(name) ?? []), 'vector'];
    if (given.length !== wanted.length) {
      return `${name}() takes ${wanted.length === 1 ? 'one vector' : `${IN_WORDS[wanted[0] ?? 'vector']} and a vector`}`;
    }
    for (const [i, kind] of wanted.entries()) {
      const argument = given[i];
      const got = argument && this.kindOf(argument);
      if (got && got !== kind) return `${name}() needs ${IN_WORDS[kind]}${otherwise(kind, got)}`;
    }
    return undefined;
  }

  private problemOfBinary(node: SyntaxNode): string | undefined {
    const sides = expressionsIn(node);
    if (sides.some((side) => this.isNoOperand(side))) return 'an operator joins numbers and vectors alone';
    const scalars = sides.filter((side) => this.kindOf(side) === 'scalar').length;
    if (scalars > 0 && ['And', 'Or', 'Unless'].some((set) => node.getChild(set))) {
      return '"and", "or" and "unless" join vectors alone';
    }
    const compares = ['Eql', 'Neq', 'Gtr', 'Gte', 'Lss', 'Lte'].some((operator) => node.getChild(operator));
    if (compares && scalars === 2 && node.getChild('BoolModifier') === null) {
      return 'a comparison of two numbers needs "bool"';
    }
    return undefined;
  }

  private problemOfSelector(node: SyntaxNode): string | undefined {
    if (node.getChild('Identifier') !== null || nodesOf(node, 'QuotedLabelName').length > 0) return undefined;
    const narrow = nodesOf(node, 'UnquotedLabelMatcher').some((matcher) => {
      const value = textOf(matcher.getChild('StringLiteral'), this.text).slice(1, -1);
      const operator = textOf(matcher.getChild('MatchOp'), this.text);
      return operator === '=' ? value !== '' : operator === '=~' ? !/^(|\.\*)$/.test(value) : value === '';
    });
    return narrow || nodesOf(node, 'QuotedLabelMatcher').length > 0
      ? undefined
      : 'it selects every series there is: name a metric';
  }
}

/** What an aggregation takes before its vector. */
const PARAMETERS: ReadonlyMap<string, readonly ValueKind[]> = new Map([
  ['topk', ['scalar']],
  ['bottomk', ['scalar']],
  ['limitk', ['scalar']],
  ['limit_ratio', ['scalar']],
  ['quantile', ['scalar']],
  ['count_values', ['text']],
]);

function accepts({ takes, optional = 0, repeats = false }: Signature, count: number): boolean {
  return count >= takes.length - optional && (repeats || count <= takes.length);
}

function countText({ takes, optional = 0, repeats = false }: Signature): string {
  const least = takes.length - optional;
  if (repeats) return `at least ${least} arguments`;
  const range = optional === 0 ? `${least}` : `${least} to ${takes.length}`;
  return range === '1' ? '1 argument' : `${range} arguments`;
}

/** A missing range needs no further word: the one in brackets says it all. */
function otherwise(wanted: ValueKind, got: ValueKind): string {
  return wanted === 'range' ? '' : `, got ${got === 'range' ? 'a range' : IN_WORDS[got]}`;
}
