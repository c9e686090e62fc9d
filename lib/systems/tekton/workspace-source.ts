import type * as tekton from '../../../imports/tekton.dev';
import { type Duration, quantity } from '../../model';
import { defined } from './filled';
import { renderItems, renderToken } from './volume';
import { type WorkspaceKind } from './workspace';

export interface ClaimTemplateProps {
  /** How much each run asks for, such as `2Gi`. */
  readonly size: string;
  /** @default the cluster's default class */
  readonly storageClass?: string;
  /** @default ['ReadWriteOnce'] */
  readonly accessModes?: readonly ('ReadWriteOnce' | 'ReadWriteOncePod' | 'ReadWriteMany')[];
}

/** A token of the ServiceAccount, as a file. */
export interface TokenSource {
  /** Whom the token is for; only they accept it. */
  readonly audience: string;
  /** The file's name. @default "token" */
  readonly path?: string;
  /** How long it is valid; the kubelet renews it. @default one hour */
  readonly expiresIn?: Duration;
}

/** What a run binds to a workspace. The kind says where it fits: files cannot lie in a Secret, nor credentials in a volume. */
export class WorkspaceSource<K extends WorkspaceKind = WorkspaceKind> {
  /** A volume that is made for each run and deleted with it. */
  public static claimTemplate(props: ClaimTemplateProps): WorkspaceSource<'volume'> {
    const storage = quantity('WorkspaceSource.size', props.size, '2Gi');
    return new WorkspaceSource('volume', 'claim', {
      volumeClaimTemplate: {
        spec: defined({
          accessModes: props.accessModes ?? ['ReadWriteOnce'],
          storageClassName: props.storageClass,
          resources: { requests: { storage } },
        }),
      },
    });
  }
  /** A volume that stays, such as a cache; runs side by side share it. */
  public static claim(name: string, props: { readonly subPath?: string } = {}): WorkspaceSource<'volume'> {
    const source = { subPath: props.subPath, persistentVolumeClaim: { claimName: name } };
    return new WorkspaceSource('volume', 'claim', source, name);
  }
  /** An empty folder of one pod: each task gets another, so only one task may use it. */
  public static emptyDir(): WorkspaceSource<'volume'> {
    return new WorkspaceSource('volume', 'pod', { emptyDir: {} });
  }
  /** The files of a Secret; `items` are the keys to mount and their file names. */
  public static secret(name: string, items?: Readonly<Record<string, string>>): WorkspaceSource<'credentials'> {
    return new WorkspaceSource('credentials', 'object', { secret: { secretName: name, items: renderItems(items) } });
  }
  /** A Secret of type `kubernetes.io/dockerconfigjson`, with its file named as clients look for it. */
  public static dockerConfig(name: string): WorkspaceSource<'credentials'> {
    return WorkspaceSource.secret(name, { '.dockerconfigjson': 'config.json' });
  }
  /** A Secret of type `kubernetes.io/ssh-auth` that also has `known_hosts`, with its files named as ssh looks for them. */
  public static sshKey(name: string): WorkspaceSource<'credentials'> {
    return WorkspaceSource.secret(name, { 'ssh-privatekey': 'id_rsa', known_hosts: 'known_hosts' });
  }
  /** A token of the run's ServiceAccount for one audience, as a file. */
  public static token(props: TokenSource): WorkspaceSource<'credentials'> {
    return new WorkspaceSource('credentials', 'object', { projected: { sources: [renderToken(props)] } });
  }
  /** What a secrets driver of the node provides, such as `secrets-store.csi.k8s.io`. */
  public static csi(driver: string, attributes: Readonly<Record<string, string>> = {}): WorkspaceSource<'credentials'> {
    return new WorkspaceSource('credentials', 'object', {
      csi: { driver, readOnly: true, volumeAttributes: attributes },
    });
  }
  /** The files of a ConfigMap. */
  public static config(name: string, items?: Readonly<Record<string, string>>): WorkspaceSource<'config'> {
    return new WorkspaceSource('config', 'object', { configMap: { name, items: renderItems(items) } });
  }

  private constructor(
    public readonly kind: K,
    /** Where it lives: a volume claim, the pod of one task, or an object of the cluster. */
    public readonly lives: 'claim' | 'pod' | 'object',
    private readonly source: Omit<tekton.PipelineRunSpecWorkspaces, 'name'>,
    /** The claim, where it stays from run to run. */
    public readonly claim?: string,
  ) {}

  /** @internal */
  public _render(name: string): tekton.PipelineRunSpecWorkspaces {
    return { name, ...this.source };
  }
}

/** What may be bound to a workspace of a kind. */
export type SourceFor<K extends WorkspaceKind> = WorkspaceSource<K extends 'config' ? 'config' | 'credentials' : K>;
