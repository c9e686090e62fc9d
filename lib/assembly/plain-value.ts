import {
  type Alias,
  type Document,
  type Node,
  type Pair,
  type Scalar,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
} from 'yaml';

/** How deep a document may be nested: Kubernetes objects stay below 30. */
const DEEPEST = 200;
/** How many values the aliases of one document may stand for. */
const LARGEST_EXPANSION = 100_000;

/** A document that is well-formed and yet not to be read: it says why, and at which character. */
export class Unreadable extends Error {
  public constructor(
    message: string,
    public readonly offset: number,
  ) {
    super(message);
  }
}

/**
 * The value of a YAML document as the API server would see it: merge keys applied, dates and `12:30` as text. Takes time
 * and memory in proportion to the document. Throws `Unreadable` for repeated keys, endless nesting and exploding aliases.
 */
export function plainValue(document: Document): unknown {
  return new Conversion().valueOf(document.contents as Node | null, 0);
}

interface Anchored {
  readonly value: unknown;
  readonly size: number;
}

class Conversion {
  private readonly anchors = new Map<string, Anchored>();
  /** Values made so far; an alias counts as many as it stands for. */
  private size = 0;
  private expanded = 0;

  public valueOf(node: Node | null, depth: number): unknown {
    if (node === null) return null;
    if (depth > DEEPEST) throw new Unreadable(`it is nested more than ${DEEPEST} levels deep`, offsetOf(node));
    this.size += 1;
    if (isAlias(node)) return this.aliased(node);
    const before = this.size;
    const value = this.own(node, depth);
    const anchor = (node as { readonly anchor?: string }).anchor;
    if (anchor !== undefined) this.anchors.set(anchor, { value, size: this.size - before + 1 });
    return value;
  }

  private own(node: Node, depth: number): unknown {
    if (isMap(node)) return this.object(node.items as Pair<Node, Node | null>[], depth);
    if (isSeq(node)) {
      return (node.items as (Node | Pair<Node, Node | null>)[]).map((item) =>
        isPair(item) ? this.object([item as Pair<Node, Node | null>], depth) : this.valueOf(item, depth + 1),
      );
    }
    return isScalar(node) ? scalarValue(node) : null;
  }

  private object(pairs: readonly Pair<Node, Node | null>[], depth: number): object {
    const result = {};
    const merged: object[] = [];
    for (const { key, value } of pairs) {
      const plain = this.valueOf(value, depth + 1);
      if (isMergeKey(key)) merged.push(...mergeSources(plain, key));
      else define(result, this.keyOf(key, result), plain);
    }
    for (const source of merged) {
      for (const [key, value] of Object.entries(source)) {
        if (!Object.hasOwn(result, key)) define(result, key, value);
      }
      this.expand(Object.keys(source).length, 0);
    }
    return result;
  }

  private keyOf(key: Node | null, result: object): string {
    if (key !== null && !isScalar(key) && !isAlias(key)) throw new Unreadable('a key is not a text', offsetOf(key));
    const value = this.valueOf(key, 0);
    if (typeof value === 'object' && value !== null) throw new Unreadable('a key is not a text', offsetOf(key));
    const text = String(value);
    if (Object.hasOwn(result, text)) throw new Unreadable(`the key "${text}" is given twice`, offsetOf(key));
    return text;
  }

  private aliased(alias: Alias): unknown {
    const target = this.anchors.get(alias.source);
    if (!target) throw new Unreadable(`the alias "${alias.source}" has no anchor before it`, offsetOf(alias));
    this.expand(target.size, offsetOf(alias));
    this.size += target.size;
    return target.value;
  }

  private expand(by: number, offset: number): void {
    this.expanded += by;
    if (this.expanded > LARGEST_EXPANSION)
      throw new Unreadable(`its aliases stand for more than ${LARGEST_EXPANSION} values`, offset);
  }
}

function isMergeKey(key: Node | null): boolean {
  return isScalar(key) && key.source === '<<' && key.type === 'PLAIN';
}

function mergeSources(value: unknown, key: Node | null): object[] {
  const sources: unknown[] = Array.isArray(value) ? value : [value];
  if (sources.every((one): one is object => typeof one === 'object' && one !== null && !Array.isArray(one)))
    return sources;
  throw new Unreadable('a merge key "<<" takes a map, or a list of maps', offsetOf(key));
}

/** What a YAML 1.1 reader takes for a date, bytes or a number to base 60 is a text to the API server. */
function scalarValue({ value, source, type }: Scalar): unknown {
  if (typeof value === 'object' && value !== null) return source ?? '';
  if (typeof value === 'symbol') return source ?? '';
  if (typeof value === 'number' && type === 'PLAIN' && source?.includes(':')) return source;
  return value;
}

/** A field like any other, even when it is called `__proto__`. */
function define(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

function offsetOf(node: Node | null): number {
  return node?.range?.[0] ?? 0;
}
