import { nodePrograms } from '../node/programs';
import { throwawaySigstore } from '../../kyverno/sigstore';
import { engineImages } from './engine-images';
import { goBuilderImage } from './go-images';
import { anchorePrograms } from './programs';
import { TOOL_IMAGES, goRuntimeImage } from './tool-images';

/** Builds all programs and makes all images once, before there is a node: the first time takes half an hour. */
export async function makeEverything(): Promise<void> {
  await nodePrograms();
  await engineImages();
  await anchorePrograms();
  await throwawaySigstore();
  for (const make of [...Object.values(TOOL_IMAGES), goBuilderImage, goRuntimeImage]) await make();
}
