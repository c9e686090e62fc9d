import { type Document, type Node, isMap, isScalar, isSeq } from 'yaml';
import { Documents, type ReadDocument } from './documents';
import { type KubernetesObject, type Manifest } from './manifests';
import { type Origin } from './origin';
import { Unreadable, plainValue } from './plain-value';

/** A text that cannot be read, with the place and the reader's words. */
export interface Broken {
  readonly origin: Origin;
  readonly message: string;
}

/** What a text of YAML documents holds. */
export interface ReadManifests {
  readonly manifests: readonly Manifest[];
  readonly broken: readonly Broken[];
  /** How many documents are no Kubernetes objects: not ours to judge. */
  readonly others: number;
}

/** Where a text stands that is a part of a file, and what its objects may leave out. */
export interface ReadManifestsProps {
  /**
   * The line of the text's first line in its file.
   * @default 1
   */
  readonly firstLine?: number;
  /**
   * The kind of a document that does not say its own, as a `kustomization.yaml` may.
   * @default every object says it
   */
  readonly implied?: { readonly apiVersion: string; readonly kind: string };
}

/**
 * Reads YAML or JSON documents as the objects of one environment, each with file and line; the items of a `List` count
 * as objects of their own. Never throws: what is broken comes back as such.
 */
export function readManifests(
  text: string,
  file: string,
  environment: string,
  props: ReadManifestsProps = {},
): ReadManifests {
  const documents = new Documents(text, props.firstLine);
  const manifests: Manifest[] = [];
  const broken: Broken[] = [];
  let others = 0;
  const at = (offset: number): Origin => ({ file, line: documents.lineAt(offset) });
  for (const one of documents.read()) {
    try {
      const found = objectsOf(documentOf(one), props.implied);
      others += found.others;
      manifests.push(...found.objects.map(({ object, offset }) => ({ object, environment, origin: at(offset) })));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      broken.push({ origin: at(error.offset), message: error.message });
    }
  }
  return { manifests, broken, others };
}

function documentOf(read: ReadDocument): Document {
  if ('failure' in read) throw new Unreadable(read.failure, read.offset);
  return read.document;
}

interface Found {
  readonly objects: readonly { readonly object: KubernetesObject; readonly offset: number }[];
  readonly others: number;
}

const NONE: Found = { objects: [], others: 0 };
const OTHER: Found = { objects: [], others: 1 };

function objectsOf(document: Document, implied: ReadManifestsProps['implied']): Found {
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null)) return NONE;
  if (!isMap(contents)) return OTHER;
  const value = plainValue(document) as Record<string, unknown>;
  const named = implied && !('kind' in value) ? { ...implied, ...value } : value;
  const items = isList(named) ? itemNodes(contents) : undefined;
  if (!items) return toObject(named, contents);
  const found = (named['items'] as unknown[]).map((item, i) => toObject(item, items[i] ?? contents));
  return {
    objects: found.flatMap((one) => one.objects),
    others: found.reduce((sum, one) => sum + one.others, 0),
  };
}

function toObject(value: unknown, node: Node): Found {
  if (!isObject(value)) return OTHER;
  const offset = node.range?.[0] ?? 0;
  return { objects: [{ object: { ...value, metadata: value.metadata ?? {} }, offset }], others: 0 };
}

function isList(value: Record<string, unknown>): boolean {
  return value['kind'] === 'List' && Array.isArray(value['items']);
}

function itemNodes(contents: Node): Node[] | undefined {
  const items = isMap(contents) ? contents.get('items', true) : undefined;
  return isSeq(items) ? (items.items as Node[]) : undefined;
}

function isObject(value: unknown): value is KubernetesObject & { readonly metadata?: KubernetesObject['metadata'] } {
  if (typeof value !== 'object' || value === null) return false;
  const { apiVersion, kind, metadata } = value as Record<string, unknown>;
  const plain =
    metadata === undefined || (typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata));
  return typeof apiVersion === 'string' && typeof kind === 'string' && plain;
}
