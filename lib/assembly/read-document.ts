import { type Document, type Node } from 'yaml';
import { Documents, type YamlVersion } from './documents';
import { offsetOfField } from './field-path';
import { Unreadable, plainValue } from './plain-value';

/** A text that is one YAML document. */
export interface OneDocument {
  readonly value: unknown;
  /** The line of a field such as `accepted[0].rule`, counted from 1. */
  lineOf(path: string): number;
}

/** Reads a text that is one YAML document. Throws `Unreadable` when it is broken. */
export function readDocument(text: string, version: YamlVersion = '1.1'): OneDocument {
  const documents = new Documents(text, 1, version);
  const all = [...documents.read()];
  const [first] = all;
  if (first === undefined) return { value: null, lineOf: () => 1 };
  if ('failure' in first)
    throw new Unreadable(`line ${documents.lineAt(first.offset)}: ${first.failure}`, first.offset);
  if (all.length > 1) throw new Unreadable('it has more than one document', 0);
  return { value: plainValue(first.document), lineOf: (path) => lineIn(documents, first.document, path) };
}

function lineIn(documents: Documents, document: Document, path: string): number {
  const root = document.contents as Node | null;
  return root === null ? 1 : documents.lineAt(offsetOfField(document, root, path));
}
