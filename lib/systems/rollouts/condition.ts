import { boolean, type Operand, SOME_VECTOR, TypeMismatch, operate } from './condition-operations';

/** What a provider measured: a scalar, a vector, or nothing at all. */
export type Measured = number | readonly number[] | undefined;

/** How one measurement counts. */
export type MeasurementPhase = 'Successful' | 'Failed' | 'Inconclusive' | 'Error';

/** The two conditions of a metric, in the expression language of Argo Rollouts. */
export interface Conditions {
  readonly success?: string;
  readonly failure?: string;
}

/**
 * How a measured value counts under a metric's conditions. Gives nothing where a condition uses a part of the
 * expression language that this model does not know.
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/evaluate/evaluate.go
 */
export function tryAssess(conditions: Conditions, value: Measured): MeasurementPhase | undefined {
  const success = conditions.success ? tryParseCondition(conditions.success) : undefined;
  const failure = conditions.failure ? tryParseCondition(conditions.failure) : undefined;
  if ((conditions.success && !success) || (conditions.failure && !failure)) return undefined;
  return assess({ success, failure }, value);
}

/** The same for conditions that have been read. */
export function assess(
  { success, failure }: { readonly success?: Condition; readonly failure?: Condition },
  value: Measured,
): MeasurementPhase {
  try {
    const succeeded = success?.(value);
    const failed = failure?.(value);
    if (failed ?? (succeeded === undefined ? false : !succeeded)) return 'Failed';
    return (succeeded ?? true) ? 'Successful' : 'Inconclusive';
  } catch {
    return 'Error';
  }
}

/** A condition that has been read. It throws where the controller's evaluation ends in an error. */
export type Condition = (result: Measured) => boolean;

/** Reads a condition, or gives nothing where it is not one that this model knows. */
export function tryParseCondition(text: string): Condition | undefined {
  const tokens = tokensOf(text);
  if (!tokens) return undefined;
  const reader = new Reader(tokens);
  const expression = reader.tryRead();
  if (!expression) return undefined;
  return (result) => {
    const value = expression(result);
    if (typeof value !== 'boolean') throw new TypeMismatch('expected a condition to be true or false');
    return value;
  };
}

type Expression = (result: Measured) => Operand;

const TOKEN = /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|(\|\||&&|[<>=!]=|[-+*/%<>!()[\],]))/y;

function tokensOf(text: string): readonly string[] | undefined {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const trimmed = text.trim();
  while (TOKEN.lastIndex < trimmed.length) {
    const match = TOKEN.exec(trimmed);
    if (!match) return undefined;
    tokens.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  return tokens;
}

/** From the loosest binding to the tightest. */
const LEVELS: readonly (readonly string[])[] = [
  ['||', 'or'],
  ['&&', 'and'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];

/** Thrown and caught inside this file: the text is not in the known part of the language. */
class Unknown extends Error {}

class Reader {
  private next = 0;

  public constructor(private readonly tokens: readonly string[]) {}

  public tryRead(): Expression | undefined {
    try {
      const expression = this.readLevel(0);
      return this.next === this.tokens.length ? expression : undefined;
    } catch (error) {
      if (error instanceof Unknown) return undefined;
      throw error;
    }
  }

  private readLevel(level: number): Expression {
    const operators = LEVELS[level];
    if (!operators) return this.readUnary();
    let left = this.readLevel(level + 1);
    for (let operator = this.tryTake(operators); operator !== undefined; operator = this.tryTake(operators)) {
      left = binary(operator, left, this.readLevel(level + 1));
    }
    return left;
  }

  private readUnary(): Expression {
    const operator = this.tryTake(['!', 'not', '-']);
    if (operator === undefined) return this.readIndexed();
    const inner = this.readUnary();
    return (result) => operate(operator === '-' ? 'negate' : 'not', [inner(result)]);
  }

  private readIndexed(): Expression {
    let inner = this.readPrimary();
    while (this.tryTake(['[']) !== undefined) {
      const [list, index] = [inner, this.readLevel(0)];
      this.take(']');
      inner = (result) => operate('index', [list(result), index(result)]);
    }
    return inner;
  }

  private readPrimary(): Expression {
    const token = this.tokens[this.next++];
    if (token === undefined) throw new Unknown();
    if (token === '(') {
      const inner = this.readLevel(0);
      this.take(')');
      return inner;
    }
    if (/^\d/.test(token)) return () => Number(token);
    if (token === 'true' || token === 'false') return () => token === 'true';
    if (token === 'nil') return () => undefined;
    if (token === 'result') return (result) => result;
    return this.readCall(token);
  }

  private readCall(name: string): Expression {
    if (!FUNCTIONS.has(name)) throw new Unknown();
    this.take('(');
    const operands = [this.readLevel(0)];
    while (this.tryTake([',']) !== undefined) operands.push(this.readLevel(0));
    this.take(')');
    return (result) => {
      const values = operands.map((operand) => operand(result));
      return operate(name, READS_RESULT.has(name) ? [result, ...values.slice(1)] : values);
    };
  }

  private tryTake(wanted: readonly string[]): string | undefined {
    const token = this.tokens[this.next];
    if (token === undefined || !wanted.includes(token)) return undefined;
    this.next++;
    return token;
  }

  private take(wanted: string): void {
    if (this.tryTake([wanted]) === undefined) throw new Unknown();
  }
}

const FUNCTIONS: ReadonlySet<string> = new Set(['len', 'isNaN', 'isInf', 'isNil', 'asFloat', 'asInt', 'default']);

/** These look at the whole result, whatever stands in their brackets. */
const READS_RESULT: ReadonlySet<string> = new Set(['isNil', 'default']);

/** `||` and `&&` leave their right side alone where the left decides: that is what guards `result[0]`. */
function binary(operator: string, left: Expression, right: Expression): Expression {
  const deciding = LOGICAL.get(operator);
  if (deciding === undefined) return (result) => operate(operator, [left(result), right(result)]);
  return (result) => {
    if (boolean(left(result)) !== deciding) return boolean(right(result));
    checkTypes(right, result);
    return deciding;
  };
}

/** The value of the left side that decides. */
const LOGICAL: ReadonlyMap<string, boolean> = new Map([
  ['||', true],
  ['or', true],
  ['&&', false],
  ['and', false],
]);

/** The language is compiled before it runs: a wrong type fails the measurement even where it is never reached. */
function checkTypes(expression: Expression, result: Measured): void {
  try {
    expression(Array.isArray(result) ? SOME_VECTOR : result);
  } catch (error) {
    if (error instanceof TypeMismatch) throw error;
  }
}
