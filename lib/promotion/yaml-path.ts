import { type Document, type Node, type Pair, isAlias, isMap, isScalar, isSeq } from 'yaml';
import { invalid } from '../model';

/** One step: to a key, to an item by its number, or only on where a field has a value. */
type Step = { readonly key: string } | { readonly index: number } | { readonly field: string; readonly value: string };

/** A node that a path leads to, with every node on the way: the root first, the node itself last. */
export interface Found {
  readonly node: Node;
  readonly way: readonly Node[];
}

/**
 * A path to values in YAML documents, such as `spec.containers[name=app].image`. A key with other characters than letters,
 * digits, `_` and `-` stands in quotes: `labels["app.kubernetes.io/name"]`. `[3]` takes an item, `[kind=Rollout]` goes on
 * where the field `kind` is `Rollout`: into the items of a list that have it, or on from a map that has it.
 */
export class YamlPath {
  /** Throws `YamlPath: …` for a text that is no such path. */
  public static of(text: string): YamlPath {
    const steps: Step[] = [];
    let rest = text;
    while (rest !== '') {
      const [whole, key, quoted, index, field, value] = STEP.exec(rest) ?? [];
      if (whole === undefined || (steps.length > 0 && key !== undefined && !whole.startsWith('.'))) {
        throw invalid('YamlPath', 'a path such as "spec.containers[name=app].image"', text);
      }
      if (key ?? quoted) steps.push({ key: key ?? quoted ?? '' });
      else if (index !== undefined) steps.push({ index: Number(index) });
      else steps.push({ field: field ?? '', value: value ?? '' });
      rest = rest.slice(whole.length);
    }
    if (steps.length === 0) throw invalid('YamlPath', 'a path such as "image.digest"', text);
    return new YamlPath(text, steps);
  }

  private constructor(
    public readonly text: string,
    private readonly steps: readonly Step[],
  ) {}

  /** Every node of the documents that the path leads to. An alias is a node of its own: it is not followed. */
  public in(documents: readonly Document[]): readonly Found[] {
    const roots = documents.flatMap(({ contents }) => (contents ? [contents as Node] : []));
    return this.steps.reduce<readonly Found[]>(
      (found, step) => found.flatMap((one) => take(one, step)),
      roots.map((node) => ({ node, way: [node] })),
    );
  }

  public toString(): string {
    return this.text;
  }
}

const STEP = /^(?:\.?([A-Za-z_][\w-]*)|\[["']([^"'\]]+)["']\]|\[(\d{1,6})\]|\[([\w.-]+)=([^\]]+)\])/;

function take({ node, way }: Found, step: Step): readonly Found[] {
  if ('key' in step) return on(way, tryValue(node, step.key));
  if ('index' in step) return on(way, isSeq(node) ? (node.items[step.index] as Node | undefined) : undefined);
  if (isSeq(node)) return (node.items as Node[]).filter((item) => has(item, step)).flatMap((item) => on(way, item));
  return has(node, step) ? [{ node, way }] : [];
}

function on(way: readonly Node[], node: Node | undefined): readonly Found[] {
  return node ? [{ node, way: [...way, node] }] : [];
}

function has(node: Node, { field, value }: { readonly field: string; readonly value: string }): boolean {
  const found = tryValue(node, field);
  return isScalar(found) && String(found.source ?? found.value) === value;
}

/** The value of a key that the map has itself: what it merges in belongs to another. */
export function tryValue(node: Node, key: string): Node | undefined {
  if (!isMap(node) || isAlias(node)) return undefined;
  const pair = (node.items as Pair<Node, Node | null>[]).find((one) => isScalar(one.key) && one.key.value === key);
  return pair?.value ?? undefined;
}
