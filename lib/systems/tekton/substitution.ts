/** A reference as it stands in a text: `$(params.url)`, `$(tasks.build.results["digest"])`, `$(params.flags[*])`. */
export interface Reference {
  /** As written; only as far as it was read where it is not closed. */
  readonly text: string;
  /** The names between the dots and in the brackets: `tasks`, `build`, `results`, `digest`. */
  readonly parts: readonly string[];
  /** What stands in brackets behind: `*` or the number of an item. */
  readonly index?: string;
  /** Whether a parenthesis closes it: Tekton leaves it as it is where none does. */
  readonly closed: boolean;
  /** Where in the text it begins. */
  readonly at: number;
}

/** One text of an object, and the field it stands in. */
export interface FieldText {
  readonly path: string;
  readonly text: string;
}

/** Words that begin a reference somewhere in Tekton. */
export const HEADS: readonly string[] = [
  'params',
  'results',
  'workspaces',
  'steps',
  'step',
  'tasks',
  'finally',
  'context',
  'credentials',
  'artifacts',
  'inputs',
  'outputs',
  'tt',
];

const REFERENCE = /\$\(([A-Za-z_][\w-]*)((?:\.[\w-]+|\[(?:"[^"\]]*"|'[^'\]]*'|\d+|\*)\])*)(\))?/g;
const PART = /\.([\w-]+)|\["([^"\]]*)"\]|\['([^'\]]*)'\]|\[(\d+|\*)\]/g;

/**
 * The references of a text in their order. What a shell would take for a command is not among them: a name alone, or
 * one with a blank behind it, unless it begins like a reference.
 */
export function referencesIn(text: string): readonly Reference[] {
  if (!text.includes('$(')) return [];
  return [...text.matchAll(REFERENCE)].flatMap((match) => {
    const [written, head = '', rest = '', close] = match;
    const closed = close !== undefined;
    const { names, index } = readParts(rest);
    if (!closed && !(HEADS.includes(head) && names.length > 0)) return [];
    return [
      { text: written, parts: [head, ...names], closed, at: match.index, ...(index === undefined ? {} : { index }) },
    ];
  });
}

function readParts(rest: string): { names: readonly string[]; index?: string } {
  const parts = [...rest.matchAll(PART)];
  const names = parts.flatMap(([, dotted, double, single]) => dotted ?? double ?? single ?? []);
  const index = parts.at(-1)?.[4];
  return index === undefined ? { names } : { names, index };
}

/** Every text below a value, with its field: `steps[0].args[1]`. Descriptions are for people and left out. */
export function textsIn(value: unknown, path: string): readonly FieldText[] {
  const found: FieldText[] = [];
  collect(value, path, found);
  return found;
}

function collect(value: unknown, path: string, found: FieldText[]): void {
  if (typeof value === 'string') {
    found.push({ path, text: value });
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      collect(item, `${path}[${index}]`, found);
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      const forPeople = key === 'description' && !/\.(value|default)$/.test(path);
      if (!forPeople) collect(item, path === '' ? key : `${path}.${key}`, found);
    }
  }
}

/** The type that Tekton gives a value. */
export function typeOf(value: unknown): 'string' | 'array' | 'object' {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'object' && value !== null ? 'object' : 'string';
}

/** A value as one text: what Tekton would put in the place of its reference, or nothing for an array or object. */
export function textOf(value: unknown): string {
  return typeOf(value) === 'string' && value !== null && value !== undefined ? String(value) : '';
}

/**
 * The text with what is known put in, again and again as Tekton does from run to pipeline to task; a value that refers
 * to itself stays as it is.
 */
export function substitute(text: string, known: (reference: Reference) => string | undefined): string {
  return referencesIn(text).reduceRight((result, reference) => {
    const value = reference.closed ? known(reference) : undefined;
    return value === undefined
      ? result
      : result.slice(0, reference.at) + value + result.slice(reference.at + reference.text.length);
  }, text);
}
