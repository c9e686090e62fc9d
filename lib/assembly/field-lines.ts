import { type Document, type Node, isMap, isSeq } from 'yaml';
import { Documents } from './documents';
import { offsetOfField } from './field-path';
import { type Passage } from './markdown';

/** A field whose line is wanted. */
export interface FieldAsked {
  /** The line of its object, as the object's origin has it. */
  readonly line: number;
  /** The field inside the object, such as `spec.steps[0].image`. */
  readonly path: string;
}

/**
 * The lines of fields, in the order in which they are asked for. The file is read again for them, once, so nothing but the
 * text need be kept of files in which nothing is found.
 */
export function fieldLines(passages: readonly Passage[], asked: readonly FieldAsked[]): number[] {
  const lines = asked.map(({ line }) => line);
  const byObject = new Map<number, number[]>();
  asked.forEach(({ line }, i) => {
    const same = byObject.get(line);
    if (same) same.push(i);
    else byObject.set(line, [i]);
  });
  for (const { text, firstLine } of passages) {
    const documents = new Documents(text, firstLine);
    for (const read of documents.read()) {
      if ('failure' in read) continue;
      for (const node of objectNodes(read.document)) {
        for (const i of byObject.get(documents.lineAt(node.range?.[0] ?? 0)) ?? []) {
          lines[i] = documents.lineAt(offsetOfField(read.document, node, asked[i]?.path ?? ''));
        }
      }
    }
  }
  return lines;
}

/** The document itself and, when it is a list, its items. */
function objectNodes(document: Document): Node[] {
  const contents = document.contents as Node | null;
  if (!isMap(contents)) return [];
  const items = contents.get('items', true);
  return isSeq(items) ? [contents, ...(items.items as Node[])] : [contents];
}
