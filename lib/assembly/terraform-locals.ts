/** `${local.name}`, with what is taken out of it: an attribute, a key, a number in a list. `$${` is a text, no reference. */
const REFERENCE =
  /(\$?)\$\{\s*(?:(\()\s*)?local\.([\w-]+)((?:\.[A-Za-z_][\w-]*|\[\d+\]|\["[^"\\$]*"\])*)\s*(?:(\))\s*)?\}/g;
const STEP = /\.([A-Za-z_][\w-]*)|\[(\d+)\]|\["([^"]*)"\]/g;

/** How much may come of references: locals that double each other would fill the memory. */
const LARGEST = 1_000_000;

/** How many locals may stand behind each other, and how deep a value may be. */
const DEEPEST = 200;

/** A reference that cannot be followed. */
const UNKNOWN = Symbol('unknown');

/**
 * The `locals` of a folder, as far as their values are written there. A reference that a variable, a function or another
 * resource decides stays the text `${…}` that it is.
 */
export class TerraformLocals {
  private readonly written: ReadonlyMap<string, unknown>;
  private readonly known = new Map<string, { readonly value: unknown; readonly size: number }>();
  private readonly open = new Set<string>();
  private size = 0;
  private depth = 0;

  /** `blocks` is what stands under `locals`: one block, or a list of them. */
  public constructor(blocks: unknown) {
    const list: readonly unknown[] = Array.isArray(blocks) ? blocks : [blocks];
    this.written = new Map(list.filter(isRecord).flatMap((block) => Object.entries(block)));
  }

  /** A value with every reference put in that can be followed; JSON inside a text stays JSON. */
  public resolved(value: unknown): unknown {
    if (this.written.size === 0 || this.depth > DEEPEST) return value;
    this.depth++;
    try {
      return typeof value === 'string' ? this.ofText(value) : this.ofValue(value);
    } finally {
      this.depth--;
    }
  }

  private ofValue(value: unknown): unknown {
    this.size++;
    if (Array.isArray(value)) return value.map((one) => this.resolved(one));
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [this.inText(key), this.resolved(one)]));
  }

  private ofText(text: string): unknown {
    this.size += text.length;
    if (!text.includes('local.')) return text;
    const [whole] = text.matchAll(REFERENCE);
    if (whole?.[0] === text && whole[1] === '') {
      const value = this.follow(whole);
      return value === UNKNOWN ? text : value;
    }
    return (/^\s*[[{]/.test(text) ? this.tryInJson(text) : undefined) ?? this.inText(text);
  }

  /** JSON in a text; nothing where it is none, or too deep to be written again. */
  private tryInJson(text: string): string | undefined {
    try {
      const value: unknown = JSON.parse(text);
      return JSON.stringify(this.resolved(value));
    } catch {
      return undefined;
    }
  }

  /** A text whose references are texts themselves. */
  private inText(text: string): string {
    return text.replace(REFERENCE, (...match: string[]) => {
      const [reference = '', escape = ''] = match;
      const value = escape === '' ? this.follow(match) : UNKNOWN;
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? String(value)
        : reference;
    });
  }

  private follow([, , before = '', name = '', path = '', after = '']: readonly string[]): unknown {
    if ((before === '') !== (after === '')) return UNKNOWN;
    let value = this.local(name);
    for (const [, attribute, index, key] of path.matchAll(STEP)) {
      const step = attribute ?? index ?? key ?? '';
      const has = typeof value === 'object' && value !== null && Object.hasOwn(value, step);
      if (!has || Array.isArray(value) !== (index !== undefined)) return UNKNOWN;
      value = (value as Record<string, unknown>)[step];
    }
    return value ?? UNKNOWN;
  }

  private local(name: string): unknown {
    const before = this.known.get(name);
    if (before !== undefined) {
      if (this.size + before.size > LARGEST) return UNKNOWN;
      this.size += before.size;
      return before.value;
    }
    if (!this.written.has(name) || this.open.has(name)) return UNKNOWN;
    this.open.add(name);
    const start = this.size;
    const value = this.resolved(this.written.get(name));
    this.open.delete(name);
    this.known.set(name, { value, size: this.size - start });
    return value;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
