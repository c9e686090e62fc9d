import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Node } from '../node/node';

/** A document of a shipped manifest: its text goes to the API server as it is. */
export interface Shipped {
  readonly text: string;
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

/** All manifests in a folder that a project ships, but for some paths. */
export function shippedIn(folder: string, without: readonly string[] = []): readonly Shipped[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml') && !without.some((start) => path.startsWith(start)))
    .sort();
  return files.flatMap((path) => documentsOf(readFileSync(join(folder, path), 'utf8')));
}

/** The documents of a text. They are told apart by their outer lines: one of these files has six million bytes. */
export function documentsOf(text: string): readonly Shipped[] {
  const valueOf = (document: string, key: RegExp) => key.exec(document)?.[1] ?? '';
  return text
    .split(/^---.*$/m)
    .filter((document) => /^kind:/m.test(document))
    .map((document) => {
      const [group = '', version] = valueOf(document, /^apiVersion: *"?([^\s"]+)/m).split('/');
      return {
        text: document,
        group: version === undefined ? '' : group,
        kind: valueOf(document, /^kind: *(\S+)/m),
        name: valueOf(/^metadata:.*\n(?: .*\n|\n)+/m.exec(document)?.[0] ?? '', /^ {2}name: *"?([^\s"]+)/m),
      };
    });
}

/** Replaces texts, each of which must stand in some document. */
export function replaced(documents: readonly Shipped[], by: ReadonlyMap<string, string>): readonly Shipped[] {
  const unknown = [...by.keys()].filter((from) => !documents.some(({ text }) => text.includes(from)));
  if (unknown.length > 0) throw new Error(`the shipped manifests do not say ${unknown.join(', ')}`);
  const change = (text: string) => [...by].reduce((changed, [from, to]) => changed.replaceAll(from, to), text);
  return documents.map((document) => ({ ...document, text: change(document.text) }));
}

/** Applies manifests in an order in which each can be understood: kinds, namespaces, the rest, and objects of the kinds. */
export async function applyShipped(node: Node, documents: readonly Shipped[], namespace: string): Promise<void> {
  const kinds = documents.filter(({ kind }) => kind === 'CustomResourceDefinition');
  const defined = new Set(kinds.map(({ text }) => /^ {2}group: *(\S+)/m.exec(text)?.[1]));
  await apply(node, kinds, namespace);
  if (kinds.length > 0) {
    const names = kinds.map(({ name }) => `customresourcedefinition/${name}`);
    await untilEstablished(node, names);
  }
  const rest = documents.filter((document) => !kinds.includes(document));
  const namespaces = rest.filter(({ kind }) => kind === 'Namespace');
  const own = rest.filter(({ group }) => defined.has(group));
  await apply(node, namespaces, namespace);
  await apply(
    node,
    rest.filter((document) => !namespaces.includes(document) && !own.includes(document)),
    namespace,
  );
  await apply(node, own, namespace);
}

/** kubectl ends at once where a kind has no conditions yet, as right after it was made. */
async function untilEstablished(node: Node, names: readonly string[]): Promise<void> {
  const deadline = performance.now() + 120_000;
  for (;;) {
    const waited = await node.tryKubectl(['wait', '--for=condition=Established', '--timeout=120s', ...names]);
    if (waited.code === 0) return;
    if (performance.now() > deadline) throw new Error(waited.stderr.trim());
    await wait(500);
  }
}

/** Waits until all Deployments of a namespace are available. */
export async function untilAvailable(node: Node, namespace: string): Promise<void> {
  const every = ['deployment', '--all', '--namespace', namespace];
  const waited = await node.tryKubectl(['wait', '--for=condition=Available', '--timeout=300s', ...every]);
  if (waited.code === 0) return;
  const { stdout } = await node.tryKubectl(['describe', 'pods', '--namespace', namespace]);
  throw new Error(`${namespace}: ${waited.stderr.trim()}\n${stdout.split('\n').slice(-40).join('\n')}`);
}

async function apply(node: Node, documents: readonly Shipped[], namespace: string): Promise<void> {
  if (documents.length === 0) return;
  const input = documents.map(({ text }) => text).join('\n---\n');
  await node.kubectl(['apply', '--server-side', '--namespace', namespace, '--filename', '-'], { input });
}
