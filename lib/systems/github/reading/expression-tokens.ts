/** A word of an expression. */
export type Token =
  | { readonly kind: 'literal'; readonly text: string; readonly value: null | boolean | number | string }
  | { readonly kind: 'name' | 'operator'; readonly text: string };

/** The words of an expression, or the reason why there are none. */
export function tokens(text: string): { readonly tokens: readonly Token[] } | { readonly refused: string } {
  const found: Token[] = [];
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at, at + LONGEST_WORD);
    const space = /^\s+/.exec(rest);
    if (space) {
      at += space[0].length;
      continue;
    }
    const token = rest.startsWith("'") ? textAt(text, at) : (operatorAt(rest) ?? wordAt(rest, found.at(-1)));
    if (!token) return { refused: `"${/^\S+/.exec(rest)?.[0] ?? ''}" is not part of the language` };
    found.push(token);
    at += token.text.length;
  }
  return { tokens: found };
}

/** GitHub takes expressions of 21,000 characters. */
const LONGEST_WORD = 21_000;

function operatorAt(rest: string): Token | undefined {
  const text = /^(\|\||&&|==|!=|<=|>=|[<>!()[\],*])/.exec(rest)?.[0];
  if (text !== undefined) return { kind: 'operator', text };
  return /^\.(?!\d)/.test(rest) ? { kind: 'operator', text: '.' } : undefined;
}

/** A text in single quotes; a quote in it is written twice. */
function textAt(text: string, from: number): Token | undefined {
  const whole = /'(?:[^']|'')*'/y;
  whole.lastIndex = from;
  const found = whole.exec(text)?.[0];
  if (found === undefined) return undefined;
  return { kind: 'literal', text: found, value: found.slice(1, -1).replaceAll("''", "'") };
}

const CONSTANTS: Readonly<Record<string, null | boolean | number>> = {
  null: null,
  true: true,
  false: false,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
};

function wordAt(rest: string, before: Token | undefined): Token | undefined {
  const word = /^[^\s'()[\],<>=!&|*.]+/.exec(rest)?.[0] ?? '';
  const isProperty = before?.kind === 'operator' && before.text === '.';
  if (/^[A-Za-z_][\w-]*$/.test(word)) {
    const value = isProperty ? undefined : CONSTANTS[word];
    return value === undefined || !Object.hasOwn(CONSTANTS, word)
      ? { kind: 'name', text: word }
      : { kind: 'literal', text: word, value };
  }
  const number = /^[-+.\d][^\s'()[\],<>=!&|*]*/.exec(rest)?.[0] ?? '';
  const value = numberOf(number);
  return value === undefined ? undefined : { kind: 'literal', text: number, value };
}

function numberOf(text: string): number | undefined {
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) || /^0x[\da-f]+$/i.test(text) || /^0o[0-7]+$/i.test(text))
    return Number(text);
  return /^[-+]Infinity$/.test(text) ? Number(text) : undefined;
}
