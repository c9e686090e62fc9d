import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineImages } from '../images/engine-images';
import { sourceOf } from '../images/programs';
import { loaded } from '../images/reference';
import { type Node } from '../node/node';
import { applyShipped, documentsOf, replaced, untilAvailable } from './shipped';

const NAMESPACE = 'argo-rollouts';

/** Installs Argo Rollouts as its module ships it; only the image is the registry's. */
export async function installRollouts(node: Node): Promise<void> {
  const { rollouts } = await engineImages();
  const module = join(__dirname, '..', '..', 'kubernetes', 'programs');
  const manifest = join(await sourceOf('github.com/argoproj/argo-rollouts', module), 'manifests', 'install.yaml');
  const image = new Map([['quay.io/argoproj/argo-rollouts:latest', loaded(node, rollouts)]]);
  await node.kubectl(['create', 'namespace', NAMESPACE]);
  await applyShipped(node, replaced(documentsOf(readFileSync(manifest, 'utf8')), image), NAMESPACE);
  await untilAvailable(node, NAMESPACE);
}
