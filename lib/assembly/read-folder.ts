import { basename } from 'node:path';
import { type Platform } from '../model';
import { type Assembly, type EnvironmentFacts } from './assembly';
import { type EnvironmentNamesProps, type ReadObject, withEnvironments } from './environment-names';
import { type Kustomize, build } from './kustomize';
import { type Manifest, Manifests } from './manifests';
import { type Passage } from './markdown';
import { type Overlay, isKustomizationFile, overlaysOf } from './overlays';
import { type Broken } from './read-manifests';
import { RepositoryFiles } from './repository-files';
import { type ReadSources, countOthers, manifestsOf } from './sources';
import { TerraformConfig } from './terraform-config';
import { stacksByFolder } from './terraform-folders';

export interface AssembleProps {
  readonly platform: Platform;
  /** What is known of the environments from outside. */
  readonly environments: readonly EnvironmentFacts[];
  readonly names: EnvironmentNamesProps;
  /** Looks for the kustomize of this machine, where there is an overlay; without one, overlays are judged as they lie there. */
  readonly kustomize?: () => Kustomize | undefined;
}

/** An assembly that was read from disk. */
export interface Assembled {
  readonly assembly: Assembly;
  readonly broken: readonly Broken[];
  /** What a reader of the report should know of how it was read, one sentence each. */
  readonly notes: readonly string[];
  /** What was not judged, with counts. */
  readonly others: readonly string[];
  /** The texts of each file, for the lines of their fields. */
  readonly passages: ReadonlyMap<string, readonly Passage[]>;
}

/** Puts together what was read: overlays built, objects told apart by environment. */
export function assemble(read: ReadSources, props: AssembleProps): Assembled {
  const raw = manifestsOf(read.files);
  const built = overlayObjects(raw, props.kustomize);
  const manifests = withEnvironments(built.objects, props.names);
  const found = new Set(manifests.map(({ environment }) => environment).filter((name) => name !== ''));
  const facts = new Map(props.environments.map((one) => [one.name, one]));
  return {
    assembly: {
      platform: props.platform,
      environments: [...facts.values(), ...[...found].filter((name) => !facts.has(name)).map((name) => ({ name }))],
      manifests: new Manifests(manifests),
      terraform: new TerraformConfig(stacksByFolder(read.files.flatMap(({ stacks }) => stacks))),
      files: new RepositoryFiles(read.repositoryFiles),
    },
    broken: [...read.files.flatMap(({ broken }) => broken), ...built.broken],
    notes: [...built.notes, ...read.passedBy],
    others: countOthers(read.files),
    passages: new Map(read.files.map(({ path, passages }) => [path, passages])),
  };
}

interface OverlayObjects {
  readonly objects: readonly ReadObject[];
  readonly broken: readonly Broken[];
  readonly notes: readonly string[];
}

/** The objects as they are applied: those of overlays as kustomize builds them, all others as they lie there. */
function overlayObjects(raw: readonly Manifest[], find: AssembleProps['kustomize']): OverlayObjects {
  const { buildable, unbuildable, parts } = overlaysOf(raw.filter(isKustomization));
  const kustomize = buildable.length > 0 ? find?.() : undefined;
  const notes = unbuildable.map(({ file, reason }) => `${file} is judged unbuilt: ${reason}`);
  if (buildable.length > 0 && !kustomize)
    notes.push('overlays are judged unbuilt: neither kustomize nor kubectl is on the PATH');
  const overlays = kustomize ? buildable : [];
  const results = overlays.map((overlay) => ({ overlay, built: buildWith(kustomize, overlay) }));
  const whole = results.filter(({ built }) => built.broken.length === 0);
  const lines = new OriginLines(raw);
  const consumed = consumedBy(whole.map(({ overlay }) => overlay));
  if (kustomize) notes.push(...whole.map(({ overlay }) => `${overlay.folder} is built with ${kustomize.name}`));
  const objects = whole.flatMap(({ overlay, built }) =>
    built.manifests.map((manifest) => ({ manifest: lines.restore(manifest), overlay: overlay.folder })),
  );
  const heads = new Map(whole.map(({ overlay }) => [overlay.file, overlay.folder]));
  const rest = raw
    .filter(({ origin: { file = '' } }) => !parts.has(file) && !consumed.has(file))
    .map((manifest) => {
      const overlay = heads.get(manifest.origin.file ?? '');
      return overlay === undefined ? { manifest } : { manifest: namingItself(manifest), overlay };
    });
  return { objects: [...rest, ...objects], broken: results.flatMap(({ built }) => built.broken), notes };
}

function buildWith(kustomize: Kustomize | undefined, { folder, file }: Overlay): ReturnType<typeof build> {
  return kustomize ? build(kustomize, folder, file) : { manifests: [], broken: [] };
}

/** The files whose objects an overlay has taken up, and the kustomize files of its bases. */
function consumedBy(overlays: readonly Overlay[]): Set<string> {
  const sources = new Set(overlays.flatMap((overlay) => [...overlay.sources]));
  const own = new Set(overlays.map(({ file }) => file));
  for (const folder of overlays.flatMap((overlay) => [...overlay.bases])) {
    if (!own.has(folder)) sources.add(folder);
  }
  return sources;
}

function isKustomization({ object, origin }: Manifest): boolean {
  return isKustomizationFile(origin.file ?? '') && object.apiVersion.startsWith('kustomize.config.k8s.io/');
}

/** A Kustomization that was built is where the objects of its generators come from: they count as named by it. */
function namingItself({ object, environment, origin }: Manifest): Manifest {
  const { resources = [] } = object as { readonly resources?: readonly string[] };
  const own = { resources: [...resources, basename(origin.file ?? '')] };
  return { object: { ...object, ...own }, environment, origin };
}

/** Finds the line of an object that kustomize has built: it may have got a prefix, a suffix and a namespace. */
class OriginLines {
  private readonly byFile = new Map<string, Manifest[]>();

  public constructor(raw: readonly Manifest[]) {
    for (const manifest of raw) {
      const file = manifest.origin.file ?? '';
      const list = this.byFile.get(file);
      if (list) list.push(manifest);
      else this.byFile.set(file, [manifest]);
    }
  }

  public restore(built: Manifest): Manifest {
    const { kind, metadata } = built.object;
    const name = metadata.name ?? '';
    const same = (this.byFile.get(built.origin.file ?? '') ?? []).filter(({ object }) => object.kind === kind);
    const source =
      same.find(({ object }) => object.metadata.name === name) ??
      same.find(({ object }) => name.includes(object.metadata.name ?? name));
    return { ...built, origin: { ...built.origin, line: source?.origin.line ?? 1 } };
  }
}
