/** What is known of the variables at a place: the value, or nothing where only the build knows it. */
export type Known = ReadonlyMap<string, string | undefined>;

const VARIABLE = /\\\$|\$(?:\{([A-Za-z_]\w*)(?:(:?[-+?])([^{}]*))?\}|([A-Za-z_]\w*))/g;

/** A text with its variables replaced; nothing where one of them is open. `missing` are those that nobody declared. */
export function substituted(
  text: string,
  known: Known,
): { readonly text?: string; readonly missing: readonly string[] } {
  const missing: string[] = [];
  let open = /\$\{[^}]*[#%/]/.test(text);
  const replaced = text.replace(VARIABLE, (_, braced?: string, operator = '', word = '', plain?: string) => {
    const name = braced ?? plain;
    if (name === undefined) return '$';
    const value = known.get(name);
    if (operator.endsWith('+')) return known.has(name) && value !== '' ? word : '';
    if (value !== undefined && (value !== '' || operator !== ':-')) return value;
    if (operator.endsWith('-')) return known.has(name) && value === undefined ? word : (value ?? word);
    if (known.has(name)) open = true;
    else missing.push(name);
    return '';
  });
  return { ...(open || missing.length > 0 ? {} : { text: replaced }), missing };
}

/** The variables that a text names, without those whose dollar sign is escaped. */
export function variablesIn(text: string): readonly string[] {
  return [...text.matchAll(VARIABLE)].flatMap(([, braced, , , plain]) => braced ?? plain ?? []);
}
