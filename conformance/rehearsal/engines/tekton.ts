import { join } from 'node:path';
import { engineImages } from '../images/engine-images';
import { PIPELINES, TRIGGERS, sourceOf } from '../images/programs';
import { loaded } from '../images/reference';
import { TOOL_IMAGES } from '../images/tool-images';
import { type Node } from '../node/node';
import { applyShipped, replaced, shippedIn, untilAvailable } from './shipped';

const NAMESPACE = 'tekton-pipelines';
/** What writes the scripts of steps: any image with a shell. */
const SHELL = 'cgr.dev/chainguard/busybox@sha256:19f02276bf8dbdd62f069b922f10c65262cc34b710eea26ff928129a736be791';
const MODULE = join(__dirname, '..', 'images', 'tekton');

export interface TektonProps {
  /** Keys of the ConfigMap `feature-flags` that differ from what is shipped. @default - none */
  readonly flags?: Readonly<Record<string, string>>;
}

/**
 * Installs Tekton Pipelines and Triggers as their modules ship them: only `ko://…` becomes an image of the registry and
 * `devel` the version. The resolvers of remote tasks stay away: nothing here is remote.
 */
export async function installTekton(node: Node, { flags = {} }: TektonProps = {}): Promise<void> {
  const { tekton } = await engineImages();
  const references = new Map<string, string>();
  for (const [path, image] of tekton) references.set(`ko://${path}`, loaded(node, image));
  references.set(SHELL, loaded(node, await TOOL_IMAGES.git()));
  await install(node, 'pipeline', PIPELINES, references, ['resolvers']);
  // From then on it judges its own ConfigMaps.
  await untilAvailable(node, NAMESPACE);
  if (Object.keys(flags).length > 0) {
    const patch = ['--type=merge', '--patch', JSON.stringify({ data: flags })];
    await node.kubectl(['patch', 'configmap', 'feature-flags', '--namespace', NAMESPACE, ...patch]);
  }
  await install(node, 'triggers', TRIGGERS, references, []);
  await untilAvailable(node, NAMESPACE);
}

async function install(
  node: Node,
  project: 'pipeline' | 'triggers',
  version: string,
  references: ReadonlyMap<string, string>,
  without: readonly string[],
): Promise<void> {
  const folder = join(await sourceOf(`github.com/tektoncd/${project}`, MODULE), 'config');
  const shipped = shippedIn(folder, without);
  const says = (words: string) => shipped.some(({ text }) => text.includes(words));
  const by = new Map([['"devel"', `"v${version}"`]]);
  for (const [image, reference] of references) if (says(image)) by.set(image, reference);
  await applyShipped(node, replaced(shipped, by), NAMESPACE);
}
