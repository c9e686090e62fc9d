import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { type Manifest } from '../output';

/** What stands for a promoted digest where no promoter has run yet. */
export const STAND_IN_DIGEST = `sha256:${'5'.repeat(64)}`;

/** Where a kustomization expects components that nobody has written: the promoter's files, before the first promotion. */
export function missingComponents(root: string, kustomization: Manifest, folder: string): readonly string[] {
  const { components = [] } = kustomization.object as { components?: readonly string[] };
  const paths = components.map((component) => normalize(join(folder, component)));
  return paths.filter((path) => !existsSync(join(root, path)));
}

/** Writes a component as the promoter does: the digest of each image of the folder, and nothing else. */
export function writeStandIn(root: string, path: string, images: readonly string[]): void {
  const component = {
    apiVersion: 'kustomize.config.k8s.io/v1alpha1',
    kind: 'Component',
    images: images.map((name) => ({ name, digest: STAND_IN_DIGEST })),
  };
  mkdirSync(join(root, path), { recursive: true });
  writeFileSync(join(root, path, 'kustomization.yaml'), JSON.stringify(component, null, 2));
}

/** Names, without tag and digest, of the images that the pods of some manifests run and that are not pinned yet. */
export function unpinnedImages(manifests: readonly Manifest[]): readonly string[] {
  const images = manifests.flatMap(({ object }) => imagesIn(object)).filter((image) => !image.includes('@sha256:'));
  return [...new Set(images.map((image) => image.replace(/:[^:/]+$/, '')))].sort();
}

function imagesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    /^(initC|c)ontainers$/.test(key) && Array.isArray(inner)
      ? inner.map((container: { image?: string }) => container.image ?? '').filter((image) => image !== '')
      : imagesIn(inner),
  );
}
