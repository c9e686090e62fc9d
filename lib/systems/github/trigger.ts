import { invalid } from '../../model';
import { type InputRefs, inputRefs, type Inputs } from './input';
import { literal } from './expression';

/** Which branches and files a change must touch. A list and its opposite cannot both be given. */
export interface ChangeFilter {
  /** Patterns of branches; for a pull request those it goes into. @default every branch */
  readonly branches?: readonly string[];
  /** Patterns of branches that are left out. @default none */
  readonly branchesIgnore?: readonly string[];
  /** Patterns of files of which one must have changed. @default any file */
  readonly paths?: readonly string[];
  /** Patterns of files whose change alone is not enough. @default none */
  readonly pathsIgnore?: readonly string[];
}

/** Which pushes start a workflow. */
export interface PushFilter extends ChangeFilter {
  /** Patterns of tags. @default every tag, or none where there are branches */
  readonly tags?: readonly string[];
  /** Patterns of tags that are left out. @default none */
  readonly tagsIgnore?: readonly string[];
}

/** An input or secret that a trigger declares. */
export interface DeclaredValue {
  readonly context: 'inputs' | 'secrets';
  readonly name: string;
}

/** What starts a workflow. */
export class Trigger {
  public constructor(
    /** The event as GitHub names it. */
    public readonly event: string,
    private readonly content: object | readonly object[] = {},
    /** The branches and tags of a push, as far as they are named. */
    public readonly filter: PushFilter = {},
  ) {
    requireOneOf(event, 'branches', filter.branches, filter.branchesIgnore);
    requireOneOf(event, 'paths', filter.paths, filter.pathsIgnore);
    requireOneOf(event, 'tags', filter.tags, filter.tagsIgnore);
    const patterns = Object.values<readonly string[] | undefined>({ ...filter }).flatMap((list) => list ?? []);
    patterns.forEach((pattern) => literal(`On.${event}`, pattern));
  }

  /** What it declares, and a job must read. @internal */
  public get _declared(): readonly DeclaredValue[] {
    return [];
  }

  /** @internal */
  public _render(): object | readonly object[] | null {
    if (Array.isArray(this.content)) return this.content as readonly object[];
    const { branches, branchesIgnore, paths, pathsIgnore, tags, tagsIgnore } = this.filter;
    const rendered = {
      branches: branches,
      'branches-ignore': branchesIgnore,
      tags: tags,
      'tags-ignore': tagsIgnore,
      paths: paths,
      'paths-ignore': pathsIgnore,
      ...this.content,
    };
    return Object.values(rendered).some((value) => value !== undefined) ? rendered : null;
  }
}

/** A start by hand, with a form of inputs. */
export class Dispatch<I extends Inputs = Inputs> extends Trigger {
  /** The values that were filled in. */
  public readonly inputs: InputRefs<I>;

  public constructor(private readonly declared: I) {
    super('workflow_dispatch');
    this.inputs = inputRefs(this, declared);
  }

  public override get _declared(): readonly DeclaredValue[] {
    return Object.keys(this.declared).map((name) => ({ context: 'inputs', name }));
  }

  public override _render(): object | null {
    const entries = Object.entries(this.declared);
    if (entries.length === 0) return null;
    const render = ([name, input]: (typeof entries)[number]): [string, object] => [
      name,
      input._render(`On.workflowDispatch.inputs.${name}`, 'workflow_dispatch'),
    ];
    return { inputs: Object.fromEntries(entries.map(render)) };
  }
}

function requireOneOf(event: string, name: string, list: readonly string[] | undefined, opposite: unknown): void {
  if (list !== undefined && opposite !== undefined) {
    throw invalid(`On.${event}.${name}`, `either ${name} or ${name}Ignore`, 'both', 'begin a pattern with "!" instead');
  }
  if (list?.length === 0) throw invalid(`On.${event}.${name}`, 'at least one pattern', list);
}
