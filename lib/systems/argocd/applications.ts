import { dirname } from 'node:path/posix';
import { type Manifest, type Manifests, addTo, readOnce } from '../../assembly';
import { type ApplicationSpecObject } from './kinds';

/** An Application, or the template of a set that makes some. */
export interface ApplicationInPlace {
  readonly manifest: Manifest;
  readonly spec: ApplicationSpecObject;
  /** Where its spec stands: `spec`, or `spec.template.spec`. */
  readonly path: string;
  /** What it applies, as far as the assembly holds it. */
  readonly objects: readonly Manifest[];
  /** Whether its folder was found, so that its repository is known to be this one. */
  readonly isHere: boolean;
  /** The folder as the assembly knows it, where it was found. */
  readonly folder?: string;
}

/** The Applications of an assembly with what each of them applies, gathered once. */
export const applicationsOf = readOnce((manifests: Manifests): readonly ApplicationInPlace[] => {
  const folders = new Folders(manifests);
  return [
    ...manifests
      .of('argoproj.io/Application')
      .map((manifest) => ({ manifest, spec: manifest.object.spec, path: 'spec', ...folders.appliedBy(manifest) })),
    ...manifests.of('argoproj.io/ApplicationSet').map((manifest) => {
      const { spec } = manifest.object.spec.template;
      return { manifest, spec, path: 'spec.template.spec', objects: [], isHere: false };
    }),
  ];
});

/** Whether Argo CD syncs by itself. */
export function isAutomated({ syncPolicy }: ApplicationSpecObject): boolean {
  return syncPolicy?.automated !== undefined && syncPolicy.automated.enabled !== false;
}

/** Whether its syncs have an option, such as `ServerSideApply=true`. */
export function hasOption({ syncPolicy }: ApplicationSpecObject, option: string): boolean {
  return syncPolicy?.syncOptions?.includes(option) ?? false;
}

/** Every source of an Application, with the field that holds it. */
export function sourcesOf({ spec, path }: ApplicationInPlace): readonly {
  readonly source: NonNullable<ApplicationSpecObject['source']>;
  readonly path: string;
}[] {
  const one = spec.source ? [{ source: spec.source, path: `${path}.source` }] : [];
  return [...one, ...(spec.sources ?? []).map((source, i) => ({ source, path: `${path}.sources[${i}]` }))];
}

/**
 * The objects of each folder, and of all below it. Where nothing lies in folders, as in a single file, an Application applies
 * what lies in its namespace.
 */
class Folders {
  private readonly byFolder = new Map<string, Manifest[]>();
  private readonly byNamespace = new Map<string, Manifest[]>();

  public constructor(manifests: Manifests) {
    for (const manifest of manifests.all) {
      const folder = dirname(manifest.origin.file ?? '');
      for (const one of folder === '.' ? [] : parentsOf(folder)) addTo(this.byFolder, one, manifest);
      const { kind, metadata } = manifest.object;
      const namespace = kind === 'Namespace' ? metadata.name : metadata.namespace;
      if (folder === '.') addTo(this.byNamespace, `${manifest.environment}\n${namespace ?? ''}`, manifest);
    }
  }

  public appliedBy({ environment, object }: Manifest<{ readonly spec: ApplicationSpecObject }>): {
    readonly objects: readonly Manifest[];
    readonly isHere: boolean;
    readonly folder?: string;
  } {
    const { source, destination } = object.spec;
    const folder = source?.path === undefined ? undefined : this.tryFolder(source.path);
    if (folder !== undefined) return { objects: this.byFolder.get(folder) ?? [], isHere: true, folder };
    const { namespace } = destination;
    const flat = namespace === undefined ? undefined : this.byNamespace.get(`${environment}\n${namespace}`);
    return { objects: (flat ?? []).filter((one) => one.object !== object), isHere: false };
  }

  /** A folder of the assembly is one of the repository, or lies at some depth of it: `production` may be `dist/production`. */
  private tryFolder(path: string): string | undefined {
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    return parts.map((_, i) => parts.slice(i).join('/')).find((folder) => this.byFolder.has(folder));
  }
}

function parentsOf(folder: string): readonly string[] {
  const parts = folder.split('/');
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}
