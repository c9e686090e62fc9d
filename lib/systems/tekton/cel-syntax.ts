const ROOTS = ['body', 'header', 'extensions', 'requestURL', 'true', 'false', 'null', 'in'];
const MACROS = /\.(exists|exists_one|all|filter|map|sortBy|transformList|transformMap)\s*\(/;

/**
 * What is plainly wrong with a CEL expression: nothing in it, brackets or quotes that do not match, operators that CEL
 * does not have, an unknown name at its root. It knows no types and no functions: an expression without a fault here
 * may still fail, or never be true.
 */
export function tryCelFault(expression: string): string | undefined {
  if (expression.trim() === '') return 'it is empty';
  const bare = withoutStrings(expression);
  if (bare === undefined) return 'a quote is not closed';
  const bracket = tryBracketFault(bare);
  if (bracket !== undefined) return bracket;
  const operator = /===|!==|(?<![=!<>])=(?!=)|\band\b|\bor\b|\bnot\b/.exec(bare)?.[0];
  if (operator !== undefined) return `"${operator}" is no operator of CEL`;
  if (/(&&|\|\||==|!=|[<>+*/%!.,-])\s*$/.test(bare) || /^\s*(&&|\|\||==|!=|[<>*/%.,])/.test(bare))
    return 'a part of it is missing';
  const unknown = MACROS.test(bare) ? undefined : rootsOf(bare).find((name) => !ROOTS.includes(name));
  return unknown === undefined ? undefined : `"${unknown}" is nothing that an event has`;
}

/** With an empty text in the place of each string; nothing where a quote stays open. */
function withoutStrings(expression: string): string | undefined {
  const bare = expression.replace(/[rRbB]?("""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')/g, '0');
  return /["']/.test(bare) ? undefined : bare;
}

const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

function tryBracketFault(bare: string): string | undefined {
  const open: string[] = [];
  for (const char of bare) {
    if ('([{'.includes(char)) open.push(char);
    if (char in PAIRS && open.pop() !== PAIRS[char]) return `a "${char}" closes nothing`;
  }
  return open.length === 0 ? undefined : `a "${open.at(-1) ?? ''}" is not closed`;
}

/** Names that are neither fields, functions nor keys. */
function rootsOf(bare: string): readonly string[] {
  return [...bare.matchAll(/(?<![\w.])([A-Za-z_]\w*)(?!\w)(?!\s*\()(?!\s*:)/g)].map(([, name = '']) => name);
}
