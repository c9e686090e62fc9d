import { LineCounter, isMap, isScalar, parseAllDocuments } from 'yaml';
import { type KubernetesObject, type Manifest } from './manifests';
import { type Origin } from './origin';

/** What a text of YAML documents holds. */
export interface ReadManifests {
  readonly manifests: readonly Manifest[];
  /** What cannot be read, with the place and the reader's words. */
  readonly broken: readonly { readonly origin: Origin; readonly message: string }[];
  /** How many documents are no Kubernetes objects: not ours to judge. */
  readonly others: number;
}

/**
 * Reads YAML or JSON documents as the objects of one environment, each with file and line; the items of a `List` count
 * as objects of their own. Never throws: what is broken comes back as such.
 */
export function readManifests(text: string, file: string, environment: string): ReadManifests {
  const lines = new LineCounter();
  const read = { manifests: [] as Manifest[], broken: [] as { origin: Origin; message: string }[], others: 0 };
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    version: '1.1',
    merge: true,
    uniqueKeys: true,
    prettyErrors: false,
  });
  if (!Array.isArray(documents)) return read;
  for (const document of documents) {
    const origin = { file, line: lines.linePos(document.contents?.range?.[0] ?? document.range[0]).line };
    const [error] = document.errors;
    if (error) {
      read.broken.push({ origin: { file, line: lines.linePos(error.pos[0]).line }, message: error.message });
    } else if (isMap(document.contents)) {
      collect(
        toObject(() => document.toJS() as unknown, origin, read),
        origin,
        environment,
        read,
      );
    } else if (document.contents !== null && !isEmpty(document.contents)) {
      read.others += 1;
    }
  }
  return read;
}

function isEmpty(contents: unknown): boolean {
  return isScalar(contents) && contents.value === null;
}

function toObject(
  convert: () => unknown,
  origin: Origin,
  read: { broken: { origin: Origin; message: string }[] },
): unknown {
  try {
    return convert();
  } catch (error) {
    read.broken.push({ origin, message: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}

function collect(
  value: unknown,
  origin: Origin,
  environment: string,
  read: { manifests: Manifest[]; others: number },
): void {
  if (value === undefined) return;
  if (!isObject(value)) {
    read.others += 1;
    return;
  }
  const items = (value as { readonly items?: unknown }).items;
  if (value.kind === 'List' && Array.isArray(items)) {
    for (const item of items) collect(item, origin, environment, read);
    return;
  }
  read.manifests.push({ object: { ...value, metadata: value.metadata ?? {} }, environment, origin });
}

function isObject(value: unknown): value is KubernetesObject & { readonly metadata?: KubernetesObject['metadata'] } {
  if (typeof value !== 'object' || value === null) return false;
  const { apiVersion, kind, metadata } = value as Record<string, unknown>;
  const plain =
    metadata === undefined || (typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata));
  return typeof apiVersion === 'string' && typeof kind === 'string' && plain;
}
