import { invalid, type PinnedImage } from '../../model';
import { type None } from './given';
import { type Params } from './param';
import { FinallyTask, type FinallyProps, PipelineTask, type PlacedProps, type RunProps } from './pipeline-task';
import { type Results } from './result';
import { type RunnableTask, type TaskContract, type TaskReference } from './runnable-task';
import { type PodSecurityLevel } from './security';
import { type Workspaces } from './workspace';

/** What is known of a task that others wrote, at the version that is pinned. */
export interface RemoteContract<P extends Params, R extends Results, W extends Workspaces> extends Partial<
  Omit<TaskContract<P, R, W>, 'podSecurity'>
> {
  /** The strictest Pod Security level whose namespaces admit its pod. */
  readonly podSecurity: PodSecurityLevel;
}

/** A Task of Artifact Hub. */
export interface HubTask {
  /** The package's name, such as `git-clone`. */
  readonly name: string;
  /** The exact version, such as `1.7.0`. */
  readonly version: string;
  /** The catalog of Artifact Hub that has it. @default "tekton-catalog-tasks" */
  readonly catalog?: string;
}

/** A Task in a Git repository. */
export interface GitTask {
  /** The repository's https URL. */
  readonly url: string;
  /** The commit: 40 hex digits. */
  readonly revision: string;
  /** The file's path in the repository. */
  readonly pathInRepo: string;
}

/** A Task in an image. */
export interface BundleTask {
  /** The bundle, pinned by digest. */
  readonly bundle: PinnedImage;
  /** The task's name in the bundle. */
  readonly name: string;
}

/** A Task in a file behind a URL. */
export interface HttpTask {
  /** The https URL of the YAML file. */
  readonly url: string;
  /** The file's own digest: `sha256:` and 64 hex digits, or `sha512:` and 128. */
  readonly digest: string;
}

/** A Task of the cluster, in another namespace. */
export interface ClusterTask {
  /** The Task's name. */
  readonly name: string;
  /** The namespace it lies in. */
  readonly namespace: string;
}

/** A task that others keep: fetched by a resolver when the pipeline runs, at one exact version, with a typed contract. */
export class RemoteTask<
  P extends Params = None,
  R extends Results = None,
  W extends Workspaces = None,
> implements RunnableTask<P, R, W> {
  /** From Artifact Hub. Throws `RemoteTask.version: …` unless the version is exact. */
  public static hub<P extends Params = None, R extends Results = None, W extends Workspaces = None>(
    from: HubTask,
    contract: RemoteContract<P, R, W>,
  ): RemoteTask<P, R, W> {
    if (!/^\d+\.\d+(\.\d+)?$/.test(from.version)) {
      throw invalid('RemoteTask.version', 'one exact version such as "1.7.0"', from.version);
    }
    const catalog = from.catalog ?? 'tekton-catalog-tasks';
    return new RemoteTask(
      'hub',
      { type: 'artifact', kind: 'task', catalog, name: from.name, version: from.version },
      contract,
    );
  }

  /** From a file of a git repository. Throws `RemoteTask.revision: …` unless it is a commit. */
  public static git<P extends Params = None, R extends Results = None, W extends Workspaces = None>(
    from: GitTask,
    contract: RemoteContract<P, R, W>,
  ): RemoteTask<P, R, W> {
    if (!/^[0-9a-f]{40}$/.test(from.revision)) {
      throw invalid('RemoteTask.revision', 'a commit of 40 hex digits', from.revision, 'a branch or tag can be moved');
    }
    return new RemoteTask(
      'git',
      { url: https(from.url), revision: from.revision, pathInRepo: from.pathInRepo },
      contract,
    );
  }

  /** From an OCI bundle. */
  public static bundle<P extends Params = None, R extends Results = None, W extends Workspaces = None>(
    from: BundleTask,
    contract: RemoteContract<P, R, W>,
  ): RemoteTask<P, R, W> {
    return new RemoteTask('bundles', { bundle: from.bundle.reference, name: from.name, kind: 'task' }, contract);
  }

  /** From a file of a web server. Throws `RemoteTask.digest: …` unless its content is pinned. */
  public static http<P extends Params = None, R extends Results = None, W extends Workspaces = None>(
    from: HttpTask,
    contract: RemoteContract<P, R, W>,
  ): RemoteTask<P, R, W> {
    if (!/^(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/.test(from.digest)) {
      throw invalid('RemoteTask.digest', '"sha256:" or "sha512:" and the hex digits', from.digest);
    }
    return new RemoteTask('http', { url: https(from.url), digest: from.digest }, contract);
  }

  /** From another namespace of the cluster. It is not pinned: whoever may write there decides what runs. */
  public static cluster<P extends Params = None, R extends Results = None, W extends Workspaces = None>(
    from: ClusterTask,
    contract: RemoteContract<P, R, W>,
  ): RemoteTask<P, R, W> {
    return new RemoteTask('cluster', { kind: 'task', name: from.name, namespace: from.namespace }, contract);
  }

  public readonly params: P;
  public readonly results: R;
  public readonly workspaces: W;
  public readonly podSecurity: PodSecurityLevel;
  public readonly _namespace = undefined;

  private constructor(
    private readonly resolver: 'hub' | 'git' | 'bundles' | 'http' | 'cluster',
    private readonly where: Readonly<Record<string, string>>,
    contract: RemoteContract<P, R, W>,
  ) {
    this.params = contract.params ?? ({} as P);
    this.results = contract.results ?? ({} as R);
    this.workspaces = contract.workspaces ?? ({} as W);
    this.podSecurity = contract.podSecurity;
  }

  public run(name: string, props: RunProps<P, W>): PipelineTask<R> {
    return new PipelineTask(this, name, props as PlacedProps);
  }

  public runFinally(name: string, props: FinallyProps<P, W>): FinallyTask<R> {
    return new FinallyTask(this, name, props as PlacedProps);
  }

  /** @internal */
  public _reference(): TaskReference {
    const params = Object.entries(this.where).map(([name, value]) => ({ name, value }));
    return { taskRef: { resolver: this.resolver, params } };
  }
}

function https(url: string): string {
  if (!/^https:\/\/[^\s]+$/.test(url)) throw invalid('RemoteTask.url', 'an https URL', url);
  return url;
}
