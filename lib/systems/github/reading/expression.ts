import { tokens, type Token } from './expression-tokens';

/** An expression of GitHub, as its parser reads it. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: null | boolean | number | string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'access'; readonly of: Expression; readonly key: Expression | '*' }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression };

/** An expression, or the reason why GitHub would refuse it. */
export type ParsedExpression = { readonly expression: Expression } | { readonly refused: string };

/** GitHub stops at this depth. */
const DEEPEST = 50;

/** Reads what stands between `${{` and `}}`. Never throws. */
export function parseExpression(text: string): ParsedExpression {
  const read = tokens(text);
  if ('refused' in read) return read;
  try {
    return { expression: new Parser(read.tokens).whole() };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.message };
    throw error;
  }
}

class Refusal extends Error {}

/** The binary operators, from those that bind least to those that bind most. */
const LEVELS: readonly (readonly string[])[] = [['||'], ['&&'], ['==', '!='], ['<', '<=', '>', '>=']];

class Parser {
  private at = 0;
  private depth = 0;

  public constructor(private readonly all: readonly Token[]) {}

  public whole(): Expression {
    if (this.all.length === 0) throw new Refusal('it is empty');
    const result = this.level(0);
    const rest = this.all[this.at];
    if (rest) throw new Refusal(`"${rest.text}" stands where it should end`);
    return result;
  }

  private level(index: number): Expression {
    const operators = LEVELS[index];
    if (!operators) return this.unary();
    let left = this.level(index + 1);
    for (let next = this.tryOperator(operators); next !== undefined; next = this.tryOperator(operators)) {
      left = { kind: 'binary', operator: next, left, right: this.level(index + 1) };
    }
    return left;
  }

  private unary(): Expression {
    if (this.tryOperator(['!']) === undefined) return this.accesses(this.primary());
    return this.nested(() => ({ kind: 'not', of: this.unary() }));
  }

  private accesses(start: Expression): Expression {
    let result = start;
    for (;;) {
      if (this.tryOperator(['.']) !== undefined) result = { kind: 'access', of: result, key: this.property() };
      else if (this.tryOperator(['[']) !== undefined) result = { kind: 'access', of: result, key: this.index() };
      else return result;
    }
  }

  private property(): Expression | '*' {
    const token = this.next();
    if (token.kind === 'name') return { kind: 'literal', value: token.text };
    if (token.text === '*') return '*';
    throw new Refusal(`"${token.text}" is no name of a property`);
  }

  private index(): Expression | '*' {
    const star = this.tryOperator(['*']) === undefined ? undefined : '*';
    const key = star ?? this.nested(() => this.level(0));
    this.expect(']');
    return key;
  }

  private primary(): Expression {
    const token = this.next();
    if (token.kind === 'literal') return { kind: 'literal', value: token.value };
    if (token.text === '(') {
      const inner = this.nested(() => this.level(0));
      this.expect(')');
      return inner;
    }
    if (token.kind !== 'name') throw new Refusal(`"${token.text}" stands where a value should`);
    return this.tryOperator(['(']) === undefined ? { kind: 'name', name: token.text } : this.call(token.text);
  }

  private call(name: string): Expression {
    const args: Expression[] = [];
    if (this.tryOperator([')']) !== undefined) return { kind: 'call', name, args };
    do args.push(this.nested(() => this.level(0)));
    while (this.tryOperator([',']) !== undefined);
    this.expect(')');
    return { kind: 'call', name, args };
  }

  private nested<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new Refusal(`it is nested more than ${DEEPEST} levels deep`);
    const result = read();
    this.depth -= 1;
    return result;
  }

  private next(): Token {
    const token = this.all[this.at];
    if (!token) throw new Refusal('it ends too early');
    this.at += 1;
    return token;
  }

  private tryOperator(operators: readonly string[]): string | undefined {
    const token = this.all[this.at];
    if (token?.kind !== 'operator' || !operators.includes(token.text)) return undefined;
    this.at += 1;
    return token.text;
  }

  private expect(text: string): void {
    if (this.tryOperator([text]) !== undefined) return;
    const token = this.all[this.at];
    throw new Refusal(token ? `"${token.text}" stands where "${text}" should` : `"${text}" is missing`);
  }
}
