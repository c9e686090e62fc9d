import { posix } from 'node:path';
import type * as tekton from '../../../imports/tekton.dev';
import { dnsLabel, type Duration, invalid, quantity } from '../../model';
import { defined } from './filled';
import { literal, type Source } from './reference';

export interface EmptyDirProps {
  /** The size at which the pod is stopped, such as `10Gi`. @default none */
  readonly sizeLimit?: string;
  /** Whether it lies in memory, counted as memory of the steps. @default false */
  readonly inMemory?: boolean;
}

export interface SecretFilesProps {
  /** File name for each key that is mounted: key → path. @default all keys, under their own names */
  readonly items?: Readonly<Record<string, string>>;
}

export interface TokenProps {
  /** Whom the token is for, such as `sigstore`; only they accept it. */
  readonly audience: string;
  /** The file's name. @default "token" */
  readonly path?: string;
  /** How long it is valid; the kubelet renews it, and 10 minutes are the least. @default one hour */
  readonly expiresIn?: Duration;
}

/** A volume of a Task's pod that is neither a workspace nor Tekton's own. */
export class Volume {
  /** An empty folder that the steps of one pod share and that ends with it. */
  public static emptyDir(props: EmptyDirProps = {}): Volume {
    const size = props.sizeLimit;
    return new Volume({
      emptyDir: defined({
        medium: props.inMemory ? 'Memory' : undefined,
        sizeLimit: size === undefined ? undefined : quantity('Volume.sizeLimit', size, '10Gi'),
      }),
    });
  }
  /** The files of a Secret. */
  public static secret(name: string, props: SecretFilesProps = {}): Volume {
    return new Volume({ secret: defined({ secretName: name, defaultMode: 0o440, items: renderItems(props.items) }) });
  }
  /** The files of a ConfigMap. */
  public static config(name: string, props: SecretFilesProps = {}): Volume {
    return new Volume({ configMap: defined({ name, items: renderItems(props.items) }) });
  }
  /** A token of the pod's own ServiceAccount for one audience, as a file. */
  public static token(props: TokenProps): Volume {
    return new Volume({ projected: { defaultMode: 0o440, sources: [renderToken(props)] } });
  }

  private constructor(private readonly source: object) {}

  /** @internal */
  public _render(name: string): object {
    return { name, ...this.source };
  }
}

/** The volumes that a Task declares, by name. */
export type Volumes = Readonly<Record<string, Volume>>;

/** A declared volume as steps see it. */
export class VolumeRef {
  public constructor(private readonly source: Source) {}

  /** The volume at a path of the step's container. Throws for a path that is not absolute or that Tekton keeps to itself. */
  public at(mountPath: string, options: { readonly readOnly?: boolean; readonly subPath?: string } = {}): VolumeMount {
    const path = posix.normalize(mountPath);
    if (!path.startsWith('/') || (/^\/tekton(\/|$)/.test(path) && !/^\/tekton\/home\/./.test(path))) {
      throw invalid('VolumeMount.mountPath', 'an absolute path outside /tekton', mountPath);
    }
    return new VolumeMount(this.source, literal('VolumeMount.mountPath', mountPath), {
      subPath: options.subPath === undefined ? undefined : literal('VolumeMount.subPath', options.subPath),
      readOnly: options.readOnly,
    });
  }
}

/** A volume at a path. */
export class VolumeMount {
  public constructor(
    public readonly source: Source,
    public readonly mountPath: string,
    private readonly options: Pick<tekton.TaskSpecStepsVolumeMounts, 'subPath' | 'readOnly'>,
  ) {}

  /** @internal */
  public _render(): tekton.TaskSpecStepsVolumeMounts {
    return { name: this.source.name, mountPath: this.mountPath, ...this.options };
  }
}

/** The declared volumes, as steps mount them. */
export type VolumeRefs<V extends Volumes> = { readonly [N in keyof V]: VolumeRef };

/** The volumes that `owner` declares, to be mounted by its steps. */
export function volumeRefs<V extends Volumes>(owner: object, volumes: V): VolumeRefs<V> {
  const refs = Object.keys(volumes).map((name) => [name, new VolumeRef({ kind: 'volume', owner, name })]);
  return Object.fromEntries(refs) as VolumeRefs<V>;
}

/** The declarations as they stand in the output. Throws for a name that Tekton keeps to itself. */
export function renderVolumes(place: string, volumes: Volumes): object[] {
  return Object.entries(volumes).map(([name, volume]) => {
    if (name.startsWith('tekton-internal-')) throw invalid(`${place}.volumes`, 'a name of your own', name);
    return volume._render(dnsLabel(`${place}.volumes`, name));
  });
}

/** `items` of a Secret or ConfigMap. */
export function renderItems(
  items: Readonly<Record<string, string>> | undefined,
): tekton.PipelineRunSpecWorkspacesSecretItems[] | undefined {
  return items && Object.entries(items).map(([key, path]) => ({ key, path }));
}

/** A projected token. Throws `Token.expiresIn: …` for less than the ten minutes that Kubernetes allows. */
export function renderToken(props: TokenProps): tekton.PipelineRunSpecWorkspacesProjectedSources {
  const seconds = props.expiresIn?.inSeconds ?? 3600;
  if (!Number.isInteger(seconds) || seconds < 600) {
    throw invalid('Token.expiresIn', 'whole seconds, ten minutes or more', `${seconds}s`);
  }
  return {
    serviceAccountToken: { audience: props.audience, expirationSeconds: seconds, path: props.path ?? 'token' },
  };
}
