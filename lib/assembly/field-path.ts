import { type Document, type Node, type Pair, isAlias, isMap, isScalar, isSeq } from 'yaml';

/**
 * Where a field such as `spec.steps[0].image` stands in a document, as a character: at its key, or at the nearest field
 * around it that exists. Keys with dots in them, such as those of annotations, are found too.
 */
export function offsetOfField(document: Document, root: Node, path: string): number {
  let node: Node = root;
  let offset = root.range?.[0] ?? 0;
  let rest = path;
  while (rest !== '') {
    const step = tryStep(resolved(document, node), rest);
    if (!step) break;
    offset = step.offset;
    rest = step.rest;
    if (!step.value) break;
    node = step.value;
  }
  return offset;
}

interface Step {
  readonly value: Node | null;
  readonly offset: number;
  readonly rest: string;
}

function resolved(document: Document, node: Node): Node {
  return isAlias(node) ? ((node.resolve(document) as Node | undefined) ?? node) : node;
}

function tryStep(node: Node, path: string): Step | undefined {
  const index = /^\[(\d+)\]/.exec(path);
  if (index) {
    const item = isSeq(node) ? (node.items[Number(index[1])] as Node | undefined) : undefined;
    return item?.range
      ? { value: item, offset: item.range[0], rest: afterDot(path.slice(index[0].length)) }
      : undefined;
  }
  return isMap(node) ? tryKey(node.items as Pair<Node, Node | null>[], path) : undefined;
}

/** The longest key that the path begins with: `app.kubernetes.io/name` before `app`. */
function tryKey(pairs: readonly Pair<Node, Node | null>[], path: string): Step | undefined {
  let best: Step | undefined;
  for (const { key, value } of pairs) {
    if (!isScalar(key) || !key.range) continue;
    const rest = tryRest(path, String(key.source ?? key.value));
    if (rest !== undefined && (best === undefined || rest.length < best.rest.length))
      best = { value, offset: key.range[0], rest };
  }
  return best;
}

function tryRest(path: string, key: string): string | undefined {
  for (const written of [key, `["${key}"]`, `['${key}']`]) {
    if (!path.startsWith(written)) continue;
    const rest = path.slice(written.length);
    if (rest === '' || rest.startsWith('.') || rest.startsWith('[')) return afterDot(rest);
  }
  return undefined;
}

function afterDot(rest: string): string {
  return rest.startsWith('.') ? rest.slice(1) : rest;
}
