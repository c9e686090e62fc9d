import { type Expression } from './expression';
import { type ContextPath } from './references';

/** What an expression gives, as far as it is known. */
export type Known = string | number | boolean | null | undefined;

/** What a context holds at a path; nothing where it is not known. */
export type Lookup = (path: ContextPath) => Known;

/** The value of an expression in a run where nothing fails, under what is known; `undefined` where that does not decide it. */
export function evaluate(expression: Expression, lookup: Lookup): Known {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'name':
    case 'access': {
      const path = tryPath(expression);
      return path ? lookup(path) : undefined;
    }
    case 'not':
      return negated(evaluate(expression.of, lookup));
    case 'call':
      return call(expression.name.toLowerCase(), expression.args, lookup);
    case 'binary':
      return binary(expression.operator, expression.left, expression.right, lookup);
  }
}

function tryPath(expression: Expression): ContextPath | undefined {
  if (expression.kind === 'name') return [expression.name.toLowerCase()];
  if (expression.kind !== 'access' || expression.key === '*' || expression.key.kind !== 'literal') return undefined;
  const before = tryPath(expression.of);
  return before && [...before, String(expression.key.value)];
}

function negated(value: Known): Known {
  return value === undefined ? undefined : !isTruthy(value);
}

/** GitHub's truth: nothing, false, 0, NaN and the empty text are false. */
export function isTruthy(value: Exclude<Known, undefined>): boolean {
  return !(value === null || value === false || value === 0 || value === '' || Number.isNaN(value));
}

function binary(operator: string, left: Expression, right: Expression, lookup: Lookup): Known {
  const first = evaluate(left, lookup);
  const second = evaluate(right, lookup);
  switch (operator) {
    case '&&':
      if (first !== undefined) return isTruthy(first) ? second : first;
      return second !== undefined && !isTruthy(second) ? false : undefined;
    case '||':
      if (first !== undefined) return isTruthy(first) ? first : second;
      return second !== undefined && isTruthy(second) ? true : undefined;
    default:
      if (first === undefined || second === undefined)
        return first === ELSEWHERE || second === ELSEWHERE ? tryUnequal(operator) : undefined;
      return compare(operator, first, second);
  }
}

/** A value that differs from every other, whatever that is: the name of a repository that is not this one. */
export const ELSEWHERE = '\u0000elsewhere';

function tryUnequal(operator: string): boolean | undefined {
  return operator === '==' ? false : operator === '!=' ? true : undefined;
}

type Value = Exclude<Known, undefined>;

/** Texts are compared without case; values of different kinds as numbers. */
function compare(operator: string, left: Value, right: Value): boolean {
  const texts = typeof left === 'string' && typeof right === 'string';
  const a = texts ? left.toUpperCase() : numberOf(left);
  const b = texts ? right.toUpperCase() : numberOf(right);
  switch (operator) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    default:
      return a >= b;
  }
}

function numberOf(value: Value): number {
  if (typeof value !== 'string') return Number(value);
  return value.trim() === '' ? 0 : Number(value);
}

const TEXT_FUNCTIONS: Readonly<Record<string, (a: string, b: string) => boolean>> = {
  contains: (a, b) => a.includes(b),
  startswith: (a, b) => a.startsWith(b),
  endswith: (a, b) => a.endsWith(b),
};

function call(name: string, args: readonly Expression[], lookup: Lookup): Known {
  if (name === 'always' || name === 'success') return true;
  if (name === 'failure' || name === 'cancelled') return false;
  const compareTexts = Object.hasOwn(TEXT_FUNCTIONS, name) ? TEXT_FUNCTIONS[name] : undefined;
  const [first, second] = args.slice(0, 2).map((arg) => evaluate(arg, lookup));
  if (!compareTexts || first === undefined || second === undefined) return undefined;
  return compareTexts(String(first ?? '').toLowerCase(), String(second ?? '').toLowerCase());
}
