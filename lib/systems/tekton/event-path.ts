/** An expression of a binding: `$(body.head_commit.id)`. */
export interface EventExpression {
  /** As written. */
  readonly text: string;
  readonly closed: boolean;
  /** Its first name, such as `body`. */
  readonly root: string;
  /** The names below it, as far as they are plain; `[0]` counts as the name `0`. */
  readonly names: readonly string[];
}

/** What an event and its interceptors offer a binding. */
export const EVENT_ROOTS: readonly string[] = ['body', 'header', 'extensions', 'context'];

/** The expressions of a binding's value: what stands between `$(` and the parenthesis that closes it. */
export function eventExpressions(value: string): readonly EventExpression[] {
  return value
    .split('$(')
    .slice(1)
    .map((rest) => {
      const end = closing(rest);
      const inner = end === undefined ? rest : rest.slice(0, end);
      const [root = '', ...names] = inner
        .replace(/^\{?\.?/, '')
        .replace(/\}$/, '')
        .replace(/\[['"]?([\w-]+)['"]?\]/g, '.$1')
        .split('.');
      return {
        text: `$(${inner}${end === undefined ? '' : ')'}`,
        closed: end !== undefined,
        root,
        names: plain(names),
      };
    });
}

function closing(text: string): number | undefined {
  let open = 0;
  for (const [at, char] of [...text].entries()) {
    if (char === '(') open += 1;
    if (char === ')' && open-- === 0) return at;
  }
  return undefined;
}

function plain(names: readonly string[]): readonly string[] {
  const end = names.findIndex((name) => !/^[\w-]+$/.test(name));
  return end < 0 ? names : names.slice(0, end);
}
