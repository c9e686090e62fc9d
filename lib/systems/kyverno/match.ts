import { RE2JS } from 're2js';

/** Whether a text fits a pattern. */
export type Matcher = (text: string) => boolean;

/**
 * The wildcards of ClusterPolicy: `*` is any text, `/` and `:` included, and `?` is any one character.
 * @see https://github.com/IGLOU-EU/go-wildcard
 */
export function wildcardMatches(pattern: string, text: string): boolean {
  const wanted = [...pattern];
  const given = [...text];
  let at = 0;
  let star = -1;
  let retry = 0;
  for (let i = 0; i < given.length;) {
    if (wanted[at] === '*') {
      star = at++;
      retry = i;
    } else if (at < wanted.length && (wanted[at] === '?' || wanted[at] === given[i])) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++retry;
    } else {
      return false;
    }
  }
  return wanted.slice(at).every((character) => character === '*');
}

/** Whether a text holds a character that a wildcard pattern reads as more than itself. */
export function hasWildcard(text: string): boolean {
  return /[*?]/.test(text);
}

/** Go's `MatchString`: the expression may match anywhere in the text. Nothing comes back where RE2 does not read it. */
export function tryCompileRegExp(expression: string): Matcher | undefined {
  const compiled = tryRe2(expression);
  return compiled && ((text) => compiled.matcher(text).find());
}

/**
 * The globs of `matchImageReferences`, compiled without separators: `*` and `**` are any text, `?` any one character,
 * `[abc]`, `[a-z]` and `[!…]` a class, `{a,b}` alternatives. Nothing comes back where Kyverno refuses the glob, or where
 * its library does not match what the glob says.
 * @see https://github.com/gobwas/glob
 */
export function tryCompileGlob(glob: string): Matcher | undefined {
  const [, start, stars, end] = /^([^*?[{\\]*)(\**)([^*?[{\\]*)$/.exec(glob) ?? [];
  // Nearly every glob is one of these, and an expression takes a hundred times as long to compile.
  if (start !== undefined && end !== undefined) {
    // The library lets start and end share characters: `a/*/b` takes `a/b`.
    return stars === '' ? (text) => text === glob : (text) => text.startsWith(start) && text.endsWith(end);
  }
  const source = tryRegExpOf(glob);
  const compiled = source === undefined ? undefined : tryRe2(source);
  return compiled && ((text) => compiled.matcher(text).find());
}

function tryRe2(expression: string): RE2JS | undefined {
  try {
    return RE2JS.compile(expression);
  } catch {
    return undefined;
  }
}

function tryRegExpOf(glob: string): string | undefined {
  const rest = [...glob];
  let source = '';
  for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
    const part = next === '[' ? tryClass(rest) : next === '{' ? tryAlternatives(rest) : glyph(next, rest);
    if (part === undefined) return undefined;
    source += part;
  }
  return `^(?s:${source})$`;
}

/**
 * Reads alternatives after their brace. They must be plain texts: the library overlooks texts when one of them holds a
 * wildcard, a brace or nothing, and it panics or never matches with a brace left open.
 */
function tryAlternatives(rest: string[]): string | undefined {
  const end = rest.indexOf('}');
  const alternatives =
    end < 0
      ? ['']
      : rest
          .splice(0, end + 1)
          .slice(0, -1)
          .join('')
          .split(',');
  if (alternatives.some((text) => text === '' || /[*?[\]{\\]/.test(text))) return undefined;
  return `(?:${alternatives.map((text) => RE2JS.quote(text)).join('|')})`;
}

function glyph(character: string, rest: string[]): string {
  if (character === '*') return '.*';
  if (character === '?') return '.';
  return RE2JS.quote(character === '\\' ? (rest.shift() ?? '') : character);
}

/** Reads a class after its bracket: a single range, or a list of characters, never both. */
function tryClass(rest: string[]): string | undefined {
  const not = rest[0] === '!' ? (rest.shift(), '^') : '';
  if (rest[1] === '-') {
    const [low = '', , high = '', close] = rest.splice(0, 4);
    return close === ']' && low <= high ? `[${not}${escaped(low)}-${escaped(high)}]` : undefined;
  }
  let characters = '';
  for (let next = rest.shift(); next !== ']'; next = rest.shift()) {
    if (next === undefined) return undefined;
    characters += escaped(next === '\\' ? (rest.shift() ?? '') : next);
  }
  return characters === '' ? undefined : `[${not}${characters}]`;
}

function escaped(character: string): string {
  return /[\\[\]^-]/.test(character) ? `\\${character}` : character;
}
