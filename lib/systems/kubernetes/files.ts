import { type Duration, invalid, quantity } from '../../model';
import { type Named } from './object-props';

/** Files that a container reads and cannot change. */
export class Files {
  /** The keys of a ConfigMap, each as a file. */
  public static config(config: Named): Files {
    return new Files({ configMap: { name: config.name } });
  }

  /** The keys of a Secret, each as a file that only the container's user and group can read. */
  public static secret(secret: Named): Files {
    return new Files({ secret: { secretName: secret.name, defaultMode: 0o440 } });
  }

  /**
   * A token of the pod's ServiceAccount for one audience, as the file `token`; the kubelet renews it.
   * Throws `Files.token: …` for less than the ten minutes that Kubernetes allows.
   */
  public static token(audience: string, expiresIn?: Duration): Files {
    const seconds = expiresIn?.inSeconds ?? 3600;
    if (!Number.isInteger(seconds) || seconds < 600) {
      throw invalid('Files.token', 'whole seconds, ten minutes or more', `${seconds}s`);
    }
    const source = { serviceAccountToken: { audience, expirationSeconds: seconds, path: 'token' } };
    return new Files({ projected: { defaultMode: 0o440, sources: [source] } });
  }

  private constructor(private readonly source: object) {}

  /** @internal */
  public _render(): object {
    return this.source;
  }
}

/** What a container finds at paths of its own beside the files of its image. */
export interface MountedPaths {
  /** Empty folders to write to: path → the size at which the pod is evicted, such as `64Mi`. */
  readonly writable: Readonly<Record<string, string>>;
  /** Files to read: the folder's path → where they come from. */
  readonly files: Readonly<Record<string, Files>>;
}

/** The volumes of a pod and where its container mounts them. */
export interface RenderedMounts {
  readonly volumes: readonly object[];
  readonly volumeMounts: readonly object[];
}

/** Each volume is named after its path: `/var/cache` is `var-cache`. Throws for paths that are not absolute or not distinct. */
export function renderMounts(place: string, { writable, files }: MountedPaths): RenderedMounts {
  const folders = Object.entries(writable).map(([path, size]) => {
    const sizeLimit = quantity(`${place}.writable.${path}`, size, '64Mi');
    return { field: 'writable', path, source: { emptyDir: { sizeLimit } }, access: {} };
  });
  const contents = Object.entries(files).map(([path, one]) => {
    return { field: 'files', path, source: one._render(), access: { readOnly: true } };
  });
  const all = [...folders, ...contents].map((one) => ({ ...one, name: volumeName(`${place}.${one.field}`, one.path) }));
  const twice = all.find(({ name }, i) => all.findIndex((other) => other.name === name) < i);
  if (twice) throw invalid(`${place}.${twice.field}`, 'paths that differ in more than punctuation', twice.path);
  return {
    volumes: all.map(({ name, source }) => ({ name, ...source })),
    volumeMounts: all.map(({ name, path, access }) => ({ name, mountPath: path, ...access })),
  };
}

function volumeName(place: string, path: string): string {
  const name = path
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  if (!/^\/[^:]+$/.test(path) || name === '' || name.length > 63) {
    throw invalid(place, 'absolute paths of at most 63 characters', path);
  }
  return name;
}
