import { type Expression, parseExpression } from './expression';

/** A place where an expression stands in a text. */
export interface ExpressionPiece {
  /** What stands between the braces. */
  readonly text: string;
  /** The whole of it, with the braces. */
  readonly whole: string;
  /** The character at which it begins. */
  readonly at: number;
  /** Nothing where GitHub would refuse it. */
  readonly expression?: Expression;
  readonly refused?: string;
}

/** Every `${{ … }}` of a text, in its order. Braces inside quoted texts of an expression do not end it. */
export function expressionsIn(text: string): readonly ExpressionPiece[] {
  const found: ExpressionPiece[] = [];
  for (let at = text.indexOf('${{'); at >= 0; at = text.indexOf('${{', at + 3)) {
    const end = endOfPiece(text, at + 3);
    if (end === undefined) {
      found.push({ text: '', whole: text.slice(at, at + 40), at, refused: 'it is not closed' });
      break;
    }
    found.push(pieceOf(text.slice(at + 3, end), text.slice(at, end + 2), at));
    at = end - 1;
  }
  return found;
}

/** The expressions of an `if`, which may stand there without braces. */
export function conditionIn(text: string): readonly ExpressionPiece[] {
  return text.includes('${{') ? expressionsIn(text) : [pieceOf(text, text, 0)];
}

function pieceOf(text: string, whole: string, at: number): ExpressionPiece {
  return { text: text.trim(), whole, at, ...parseExpression(text) };
}

function endOfPiece(text: string, from: number): number | undefined {
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "'") quoted = !quoted;
    else if (!quoted && text.startsWith('}}', at)) return at;
  }
  return undefined;
}

/** What an expression reads, key by key: `github`, `event`, `pull_request`, `title`; `*` where the key is computed. */
export type ContextPath = readonly string[];

/** Everything that an expression reads, the longest path of each. Names of contexts are in lower case. */
export function pathsIn(expression: Expression): readonly ContextPath[] {
  switch (expression.kind) {
    case 'literal':
      return [];
    case 'name':
      return [[expression.name.toLowerCase()]];
    case 'access':
      return accessPaths(expression);
    case 'call':
      return expression.args.flatMap(pathsIn);
    case 'not':
      return pathsIn(expression.of);
    case 'binary':
      return [...pathsIn(expression.left), ...pathsIn(expression.right)];
  }
}

function accessPaths({ of, key }: Expression & { kind: 'access' }): readonly ContextPath[] {
  const inKey = key === '*' || key.kind === 'literal' ? [] : pathsIn(key);
  const last = key !== '*' && key.kind === 'literal' ? String(key.value) : '*';
  const [first, ...others] = pathsIn(of);
  const own = first && isChain(of) ? [[...first, last], ...others] : [...(first ? [first] : []), ...others];
  return [...own, ...inKey];
}

/** Whether it reads one context key by key, rather than the result of a function. */
function isChain(expression: Expression): boolean {
  return expression.kind === 'name' || (expression.kind === 'access' && isChain(expression.of));
}

/** The functions that an expression calls, in lower case. */
export function callsIn(expression: Expression): readonly (Expression & { kind: 'call' })[] {
  switch (expression.kind) {
    case 'literal':
    case 'name':
      return [];
    case 'access':
      return [...callsIn(expression.of), ...(expression.key === '*' ? [] : callsIn(expression.key))];
    case 'call':
      return [expression, ...expression.args.flatMap(callsIn)];
    case 'not':
      return callsIn(expression.of);
    case 'binary':
      return [...callsIn(expression.left), ...callsIn(expression.right)];
  }
}

/**
 * The parts of an expression whose value can become its own: both sides of `||`, what stands behind `&&`, the arguments
 * of functions that put texts together. A comparison gives a truth value, whatever it reads.
 */
export function valuePathsIn(expression: Expression): readonly ContextPath[] {
  switch (expression.kind) {
    case 'binary':
      if (expression.operator === '||') return [...valuePathsIn(expression.left), ...valuePathsIn(expression.right)];
      return expression.operator === '&&' ? valuePathsIn(expression.right) : [];
    case 'not':
      return [];
    case 'call':
      return HARMLESS_CALLS.includes(expression.name.toLowerCase()) ? [] : expression.args.flatMap(valuePathsIn);
    default:
      return pathsIn(expression);
  }
}

const HARMLESS_CALLS = ['contains', 'startswith', 'endswith', 'hashfiles', 'always', 'success', 'failure', 'cancelled'];
