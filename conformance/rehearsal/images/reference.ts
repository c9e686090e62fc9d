import { REGISTRY } from '../node/addresses';
import { type Node } from '../node/node';
import { type Image } from '../node/image';

/** How manifests name an image: in the node's registry, by tag and digest. Known before there is a node. */
export function referenceTo({ name, digest }: Image): string {
  return `${REGISTRY.host}/${name}@${digest}`;
}

/** Puts an image into the node's registry unless it is there, and returns how manifests name it. */
export function loaded(node: Node, image: Image): string {
  node.registry.fill(image);
  return referenceTo(image);
}
