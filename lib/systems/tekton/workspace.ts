import type * as tekton from '../../../imports/tekton.dev';
import { invalid } from '../../model';
import { type Source, StringRef, text, type Text, variableOf } from './reference';
import { valueName } from './value-type';

/**
 * What a workspace holds, and so what may be bound to it: a `volume` for files that tasks read and write, `credentials`
 * from a Secret or token, or `config` from a ConfigMap (or Secret).
 */
export type WorkspaceKind = 'volume' | 'credentials' | 'config';

/** Whether whoever calls must bind something. */
export type WorkspaceNeed = 'required' | 'optional';

export interface WorkspaceProps {
  /** What the workspace is for, in one sentence. @default none */
  readonly description?: string;
  /** Where it is mounted in every step. @default /workspace/<name> */
  readonly mountPath?: string;
}

export interface VolumeWorkspaceProps extends WorkspaceProps {
  /** Whether the steps only read it. @default false */
  readonly readOnly?: boolean;
}

export interface RequiredWorkspaceProps extends WorkspaceProps {
  /** Whether it may be left unbound. @default 'required' */
  readonly need?: 'required';
}

export interface OptionalWorkspaceProps extends WorkspaceProps {
  /** It may be left unbound. */
  readonly need: 'optional';
}

/** A declared place for files of a Task or Pipeline: what it holds, and whether callers must bind it. */
export class Workspace<K extends WorkspaceKind = WorkspaceKind, N extends WorkspaceNeed = WorkspaceNeed> {
  /** Files that must be there, such as a checkout. */
  public static required(props: VolumeWorkspaceProps = {}): Workspace<'volume', 'required'> {
    return new Workspace('volume', 'required', props);
  }
  /** Files that may be there, such as a cache. */
  public static optional(props: VolumeWorkspaceProps = {}): Workspace<'volume', 'optional'> {
    return new Workspace('volume', 'optional', props);
  }
  /** Credentials, read-only: a Secret, a token of the pod, or a secrets driver. A volume cannot be bound here. */
  public static credentials(props: OptionalWorkspaceProps): Workspace<'credentials', 'optional'>;
  public static credentials(props?: RequiredWorkspaceProps): Workspace<'credentials', 'required'>;
  public static credentials(props: RequiredWorkspaceProps | OptionalWorkspaceProps = {}): Workspace<'credentials'> {
    return new Workspace('credentials', props.need ?? 'required', { ...props, readOnly: true });
  }
  /** Settings, read-only: a ConfigMap, or a Secret. A volume cannot be bound here. */
  public static config(props: OptionalWorkspaceProps): Workspace<'config', 'optional'>;
  public static config(props?: RequiredWorkspaceProps): Workspace<'config', 'required'>;
  public static config(props: RequiredWorkspaceProps | OptionalWorkspaceProps = {}): Workspace<'config'> {
    return new Workspace('config', props.need ?? 'required', { ...props, readOnly: true });
  }

  private constructor(
    public readonly kind: K,
    public readonly need: N,
    private readonly props: VolumeWorkspaceProps,
  ) {}

  public get readOnly(): boolean {
    return this.props.readOnly ?? false;
  }

  /** Where every step of the Task finds it. */
  public pathOf(name: string): string {
    return this.props.mountPath ?? `/workspace/${name}`;
  }

  /** As a Task declares it. @internal */
  public _render(place: string, name: string): tekton.TaskSpecWorkspaces {
    return {
      ...this._renderForPipeline(place, name),
      mountPath: this.props.mountPath,
      readOnly: this.readOnly || undefined,
    };
  }

  /** As a Pipeline declares it: it has neither mount path nor mode. @internal */
  public _renderForPipeline(place: string, name: string): tekton.PipelineSpecWorkspaces {
    return {
      name: valueName(`${place}.workspaces`, name),
      description: this.props.description,
      optional: this.need === 'optional' || undefined,
    };
  }
}

/** The declared workspaces of something, by name. */
export type Workspaces = Readonly<Record<string, Workspace>>;

/** A workspace as the steps of its Task see it: a folder. */
export class WorkspaceFolder {
  public constructor(
    private readonly name: string,
    private readonly source: Source,
  ) {}

  /** The folder's path; an optional workspace that nobody bound has an empty one, so ask `bound` first. */
  public get path(): StringRef<'step'> {
    return new StringRef(`$(workspaces.${this.name}.path)`, [this.source], `WORKSPACE_${variableOf(this.name)}`);
  }

  /** `true` or `false`, as a text: whether something is bound. */
  public get bound(): StringRef<'step'> {
    return new StringRef(`$(workspaces.${this.name}.bound)`, [this.source], `WORKSPACE_${variableOf(this.name)}_BOUND`);
  }

  /** The path of something below the folder. */
  public file(path: string): StringRef<'step'> {
    return text`${this.path}/${path}`;
  }
}

/** The folders of declared workspaces. */
export type WorkspaceFolders<W extends Workspaces> = { readonly [N in keyof W]: WorkspaceFolder };

/** A workspace of a Pipeline, to be handed to its tasks. */
export class PipelineWorkspace<K extends WorkspaceKind = WorkspaceKind, N extends WorkspaceNeed = WorkspaceNeed> {
  public constructor(
    public readonly kind: K,
    public readonly need: N,
    public readonly source: Source,
    /** The folder inside it that a task gets, or the whole. */
    public readonly subPath?: StringRef<'graph'>,
  ) {}

  /**
   * A folder of this workspace: several tasks may use one volume side by side.
   * Throws `PipelineWorkspace.at: …` for a path that does not lead into it.
   */
  public at(subPath: Text<'graph'>): PipelineWorkspace<K, N> {
    if (
      typeof subPath === 'string' &&
      (subPath === '' || subPath.startsWith('/') || /(^|\/)\.\.(\/|$)/.test(subPath))
    ) {
      throw invalid('PipelineWorkspace.at', 'a relative path without ".."', subPath);
    }
    const inside = this.subPath === undefined ? text`${subPath}` : text`${this.subPath}/${subPath}`;
    return new PipelineWorkspace(this.kind, this.need, this.source, inside);
  }

  /** `true` or `false`, as a text: whether the run bound something to it. */
  public get bound(): StringRef<'graph'> {
    const { name } = this.source;
    return new StringRef(`$(workspaces.${name}.bound)`, [this.source], `WORKSPACE_${variableOf(name)}_BOUND`);
  }
}

/** The workspaces of a Pipeline, as its tasks get them. */
export type PipelineWorkspaces<W extends Workspaces> = {
  readonly [N in keyof W]: PipelineWorkspace<W[N]['kind'], W[N]['need']>;
};

/** What may be handed to a workspace: the same kind of thing, and nothing optional where something is required. */
export type Accepted<W extends Workspace> = PipelineWorkspace<
  W['kind'] extends 'config' ? 'config' | 'credentials' : W['kind'],
  W['need'] extends 'required' ? 'required' : WorkspaceNeed
>;

type RequiredNames<W extends Workspaces> = { [N in keyof W]: W[N]['need'] extends 'required' ? N : never }[keyof W];

/** The `workspaces` prop of a caller, where `V` says what each takes: it may be left out only where nothing is required. */
export type WorkspacesProp<W extends Workspaces, V extends { [N in keyof W]: unknown }> = [keyof W] extends [never]
  ? {
      /** There is none to give. @default none */
      readonly workspaces?: Readonly<Record<string, never>>;
    }
  : [RequiredNames<W>] extends [never]
    ? {
        /** What is bound to the workspaces; none is required. @default none */
        readonly workspaces?: { readonly [N in keyof W]?: V[N] };
      }
    : {
        /** What is bound to the workspaces: all required ones, and any optional one. */
        readonly workspaces: { readonly [N in RequiredNames<W>]: V[N] } & {
          readonly [N in Exclude<keyof W, RequiredNames<W>>]?: V[N];
        };
      };

/** The folders of the workspaces that `owner` declares. */
export function workspaceFolders<W extends Workspaces>(owner: object, workspaces: W): WorkspaceFolders<W> {
  const folders = Object.keys(workspaces).map((name) => [
    name,
    new WorkspaceFolder(name, { kind: 'workspace', owner, name }),
  ]);
  return Object.fromEntries(folders) as WorkspaceFolders<W>;
}

/** The workspaces that a Pipeline hands to its tasks. */
export function pipelineWorkspaces<W extends Workspaces>(owner: object, workspaces: W): PipelineWorkspaces<W> {
  const handed = Object.entries(workspaces).map(([name, { kind, need }]) => [
    name,
    new PipelineWorkspace(kind, need, { kind: 'workspace', owner, name }),
  ]);
  return Object.fromEntries(handed) as PipelineWorkspaces<W>;
}
