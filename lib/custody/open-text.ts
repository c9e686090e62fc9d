/** Stands for a piece of a text that is known only when it runs; no image, tag or name can hold it. */
export const OPEN = '…';

/** A text whose open pieces, `$(…)`, `${…}`, `$NAME` and what stands in backticks, are each shown as `…`. */
export function masked(text: string): string {
  return mapOpen(text, () => OPEN);
}

/** Whether nothing of a text is left open. */
export function isKnown(text: string): boolean {
  return !masked(text).includes(OPEN);
}

/** The text with each open piece replaced. */
export function mapOpen(text: string, replace: (piece: string) => string): string {
  let result = '';
  let at = 0;
  while (at < text.length) {
    const length = openLength(text, at);
    result += length === 0 ? (text[at] ?? '') : replace(text.slice(at, at + length));
    at += Math.max(length, 1);
  }
  return result;
}

/** How long the open piece is that begins here; 0 where none does. */
function openLength(text: string, at: number): number {
  if (text[at] === '`') return closing(text, at + 1, '`') - at;
  if (text[at] !== '$') return 0;
  if (text[at + 1] === '(') return nestedEnd(text, at + 1, '(', ')') - at;
  if (text[at + 1] === '{') return nestedEnd(text, at + 1, '{', '}') - at;
  return /^\$(?:[A-Za-z_]\w*|[\d@*#?$!-])/.exec(text.slice(at, at + LONGEST_NAME))?.[0].length ?? 0;
}

const LONGEST_NAME = 80;

function closing(text: string, from: number, end: string): number {
  const found = text.indexOf(end, from);
  return found < 0 ? text.length : found + 1;
}

function nestedEnd(text: string, from: number, open: string, close: string): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === open) depth += 1;
    if (text[at] === close && --depth === 0) return at + 1;
  }
  return text.length;
}
