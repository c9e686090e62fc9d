import { dirname, join } from 'node:path/posix';
import { type Manifest, type Manifests } from '../../assembly';
import { tryParseImageReference, repositoryOf } from '../../model';
import { type KustomizationObject } from './kinds';

/** Which objects of an assembly are applied through a Kustomization, and what that does to their images. */
export class Kustomizations {
  public readonly all: readonly Manifest<KustomizationObject>[];
  private readonly byPath = new Map<string, Manifest<KustomizationObject>>();
  private readonly byFolder = new Map<string, Manifest<KustomizationObject>>();

  /** The folders of which some file is named. */
  private readonly folders = new Set<string>();

  public constructor(manifests: Manifests) {
    this.all = manifests.of('kustomize.config.k8s.io/Kustomization');
    for (const kustomization of this.all) {
      this.byFolder.set(keyOf(kustomization.environment, dirname(kustomization.origin.file ?? '')), kustomization);
      for (const resource of kustomization.object.resources ?? []) {
        const path = resourcePath(kustomization, resource);
        this.byPath.set(keyOf(kustomization.environment, path), kustomization);
        if (/\.ya?ml$/.test(path)) this.folders.add(keyOf(kustomization.environment, dirname(path)));
      }
    }
  }

  /**
   * The Kustomization that names the object's file, or a folder that the file is in: of a folder with a Kustomization of its
   * own only what that one names is applied.
   */
  public tryIncluding(manifest: Manifest): Manifest<KustomizationObject> | undefined {
    if (this.byPath.size === 0) return undefined;
    for (let path = manifest.origin.file; path !== undefined; path = parentOf(path)) {
      const inner = this.byFolder.get(keyOf(manifest.environment, path));
      if (inner && inner.object !== manifest.object) return undefined;
      const found = this.byPath.get(keyOf(manifest.environment, path));
      if (found) return found;
    }
    return undefined;
  }

  /** Whether a Kustomization names another file of the folder that the object's file is in. */
  public namesBeside({ environment, origin: { file = '' } }: Manifest): boolean {
    return this.folders.has(keyOf(environment, dirname(file)));
  }

  /**
   * Whether an image of an object has a digest once kustomize has built it: because the Kustomization sets one for the
   * image, or because the image is a bare repository address and a component, which the promoter owns, completes it.
   */
  public completes(manifest: Manifest, image: string): boolean {
    const reference = tryParseImageReference(image);
    const kustomization = reference && this.tryIncluding(manifest);
    if (!reference || !kustomization) return false;
    const { images = [], components = [] } = kustomization.object;
    const bare = reference.tag === undefined && reference.digest === undefined;
    return (bare && components.length > 0) || images.some((one) => one.digest !== undefined && names(one.name, image));
  }

  /** Whether a generator of the object's Kustomization makes a ConfigMap or Secret of that name. */
  public generates(manifest: Manifest, kind: 'ConfigMap' | 'Secret', name: string): boolean {
    const kustomization = this.tryIncluding(manifest)?.object;
    const generators = kind === 'ConfigMap' ? kustomization?.configMapGenerator : kustomization?.secretGenerator;
    return generators?.some((generator) => generator.name === name) ?? false;
  }
}

/** A resource of a Kustomization, as a path like those of the assembly's files. */
export function resourcePath(kustomization: Manifest, resource: string): string {
  return join(dirname(kustomization.origin.file ?? ''), resource).replace(/\/$/, '');
}

function names(name: string, image: string): boolean {
  const [wanted, given] = [tryParseImageReference(name), tryParseImageReference(image)];
  return wanted !== undefined && given !== undefined && repositoryOf(wanted) === repositoryOf(given);
}

function keyOf(environment: string, path: string): string {
  return `${environment}\n${path}`;
}

function parentOf(path: string): string | undefined {
  const parent = dirname(path);
  return parent === path || parent === '.' ? undefined : parent;
}
