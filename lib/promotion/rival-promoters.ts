import { dirname, join } from 'node:path/posix';
import { type Assembly, type Manifest } from '../assembly';
import { repositoryOf, tryParseImageReference } from '../model';
import '../systems/flux/kinds';
import '../systems/kargo/kinds';

/** A tool inside a cluster that decides which image runs, and writes it to Git by itself. */
export interface Rival {
  readonly manifest: Manifest;
  /** What it does, in words that follow its name. */
  readonly does: string;
  /** Whether it decides about the image that a promoter writes into a folder. */
  readonly decides: (repository: string, folder: string) => boolean;
}

declare module '../assembly/manifests' {
  interface Kinds {
    'argocd-image-updater.argoproj.io/ImageUpdater': {
      readonly spec: {
        readonly applicationRefs?: readonly { readonly images?: readonly { readonly imageName?: string }[] }[];
      };
    };
  }
}

/** The automations of Flux, the Stages of Kargo and the updaters of Argo CD that an assembly has. */
export function rivalsOf(assembly: Assembly): readonly Rival[] {
  return [...automations(assembly), ...stages(assembly), ...updaters(assembly)];
}

/** Flux writes the images of the policies in the automation's namespace, in the files below a folder. */
function automations({ manifests }: Assembly): readonly Rival[] {
  const images = new Map(
    manifests
      .of('image.toolkit.fluxcd.io/ImageRepository')
      .map(({ object, environment }) => [key(environment, object.metadata), imageOf(object)]),
  );
  const policies = manifests.of('image.toolkit.fluxcd.io/ImagePolicy');
  return manifests.of('image.toolkit.fluxcd.io/ImageUpdateAutomation').map((manifest) => {
    const { namespace } = manifest.object.metadata;
    const near = policies.filter(
      ({ object, environment }) => environment === manifest.environment && object.metadata.namespace === namespace,
    );
    const written = new Set(
      near.map(({ object, environment }) =>
        images.get(key(environment, { namespace, ...object.spec.imageRepositoryRef })),
      ),
    );
    const path = join('.', manifest.object.spec.update?.path ?? '.').replace(/\/$/, '');
    return {
      manifest,
      does: `writes images of its policies below ${path}`,
      decides: (repository, folder) => written.has(repository) && isBelow(folder, path),
    };
  });
}

function key(environment: string, { namespace = '', name = '' }: { namespace?: string; name?: string }): string {
  return [environment, namespace, name].join('/');
}

function imageOf(object: object): string {
  const spec: unknown = Reflect.get(object, 'spec');
  const image: unknown = typeof spec === 'object' && spec !== null ? Reflect.get(spec, 'image') : undefined;
  return typeof image === 'string' ? image : '';
}

function isBelow(folder: string, path: string): boolean {
  return path === '.' || folder === path || folder.startsWith(`${path}/`);
}

/** Kargo writes the file or the folder of a step, in a checkout of its own. */
function stages({ manifests }: Assembly): readonly Rival[] {
  return manifests.of('kargo.akuity.io/Stage').flatMap((manifest) => {
    const { steps = [] } = manifest.object.spec.promotionTemplate?.spec ?? {};
    const clones = steps.flatMap(({ config }) => (config?.checkout ?? []).map(({ path }) => path));
    return steps.flatMap(({ uses = '', config }) => {
      const path = config?.path;
      if (path === undefined || !/^(?:kustomize-set-image|yaml-update)$/.test(uses)) return [];
      const folder = inRepository(uses === 'yaml-update' ? dirname(path) : path, clones);
      return {
        manifest,
        does: `writes ${path} by ${uses}`,
        decides: (_: string, other: string) => folder === other,
      };
    });
  });
}

/** A path without the folder of the clone, which is the first one where no step says another. */
function inRepository(path: string, clones: readonly string[]): string {
  const inside = join(path).replace(/\/$/, '');
  const clone = clones.map((one) => `${join(one).replace(/\/$/, '')}/`).find((one) => inside.startsWith(one));
  return inside.slice(clone?.length ?? inside.indexOf('/') + 1);
}

/** What Image Updater writes beside the manifests is laid over whatever a component says. */
function updaters({ manifests }: Assembly): readonly Rival[] {
  return manifests.of('argocd-image-updater.argoproj.io/ImageUpdater').map((manifest) => {
    const names = (manifest.object.spec.applicationRefs ?? []).flatMap(({ images = [] }) =>
      images.flatMap(({ imageName = '' }) => tryParseImageReference(imageName) ?? []),
    );
    const repositories = new Set(names.map(repositoryOf));
    return {
      manifest,
      does: `writes the newest of ${[...repositories].join(', ')}`,
      decides: (repository: string) => repositories.has(repository),
    };
  });
}
