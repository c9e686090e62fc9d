/**
 * Whether a branch, tag or path fits a filter of a workflow: `*` stands for anything but `/`, `**` for anything, `?` and
 * `+` for none or one, one or more of the character before, `[…]` for one of a set.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
 */
export function fitsPattern(name: string, pattern: string): boolean {
  const source = sourceOf(pattern);
  try {
    return new RegExp(`^${source}$`).test(name);
  } catch {
    return false;
  }
}

/** Whether a name fits a list of filters: each may begin with `!`, and the last that fits decides. */
export function fitsFilters(name: string, patterns: readonly string[]): boolean {
  let fits = false;
  for (const pattern of patterns) {
    const isNot = pattern.startsWith('!');
    if (fitsPattern(name, isNot ? pattern.slice(1) : pattern)) fits = !isNot;
  }
  return fits;
}

function sourceOf(pattern: string): string {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] ?? '';
    const set = char === '[' ? /^\[[\w-]+\]/.exec(pattern.slice(at))?.[0] : undefined;
    if (pattern.startsWith('**/', at)) {
      source += '(?:.*/)?';
      at += 2;
    } else if (pattern.startsWith('**', at)) {
      source += '.*';
      at += 1;
    } else if (set !== undefined) {
      source += set;
      at += set.length - 1;
    } else if (char === '\\') {
      source += escaped(pattern[at + 1] ?? '');
      at += 1;
    } else source += char === '*' ? '[^/]*' : /[?+]/.test(char) && at > 0 ? char : escaped(char);
  }
  return source;
}

function escaped(char: string): string {
  return char.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
