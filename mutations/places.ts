/** What an operator gives where a value shall be gone. */
export const REMOVED = Symbol('removed');

/** A value inside plain data. */
export interface Place {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Whether texts that hold a JSON document are opened: Terraform has its policies as such texts. */
export interface Reading {
  readonly opensTexts: boolean;
}

/**
 * Every place that a pattern such as `spec.tasks.*.params.*.name` names: `*` is any one key or index, and a text in
 * brackets a key with dots in it.
 */
export function placesAt(root: unknown, pattern: string, reading: Reading): Place[] {
  const walk = (value: unknown, rest: readonly string[], path: readonly string[]): Place[] => {
    const [head, ...tail] = rest;
    if (head === undefined) return [{ path, value }];
    const inner = opened(value, reading);
    if (typeof inner !== 'object' || inner === null) return [];
    return Object.entries(inner)
      .filter(([key]) => head === '*' || head === key)
      .flatMap(([key, child]) => walk(child, tail, [...path, key]));
  };
  return walk(root, keysOf(pattern), []);
}

/** The same data with another value at one path. Only what lies on the path is copied. */
export function edited(root: unknown, path: readonly string[], value: unknown, reading: Reading): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const inner = opened(root, reading);
  if (Array.isArray(inner)) {
    const index = Number(key);
    const items = inner as readonly unknown[];
    if (rest.length === 0 && value === REMOVED) return items.filter((_, i) => i !== index);
    return items.map((item, i) => (i === index ? edited(item, rest, value, reading) : item));
  }
  const { [key]: before, ...others } = inner as Readonly<Record<string, unknown>>;
  const after = edited(before, rest, value, reading);
  const fields = after === REMOVED ? others : { ...(inner as object), [key]: after };
  return typeof root === 'string' ? JSON.stringify(fields) : fields;
}

function keysOf(pattern: string): readonly string[] {
  return [...pattern.matchAll(/\[([^\]]+)\]|[^.[\]]+/g)].map(([all, bracketed]) => bracketed ?? all);
}

function opened(value: unknown, { opensTexts }: Reading): unknown {
  return opensTexts && typeof value === 'string' && value.startsWith('{') ? (JSON.parse(value) as unknown) : value;
}
