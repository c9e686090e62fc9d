import { type GitHubRepository, invalid } from '../../model';
import { requireAvailable } from './availability';
import { type CacheMode } from './cache-mode';
import { type Concurrency } from './concurrency';
import { type Condition } from './condition';
import { Expr, type Open, renderText, type Source, sourcesOf, type Text, variableName } from './expression';
import { type ForkEvent } from './fork-event';
import { type Matrix } from './matrix';
import { type Grant, type PermissionScope } from './permissions';

/** What every job has, whether it has steps or calls a workflow. */
export interface JobOptions {
  /** The name that is shown. @default the id */
  readonly name?: Text;
  /** Jobs that must have ended before, beside those whose outputs it reads. @default none */
  readonly after?: readonly PlacedJob[];
  /** When it runs. @default all jobs before have succeeded */
  readonly if?: Condition;
  /** What it is run for several times. @default it runs once */
  readonly matrix?: Matrix;
  /** What happens when another job of its group runs. @default nothing */
  readonly concurrency?: Concurrency;
  /** What it may do with the caches of the repository. @default what the workflow says */
  readonly cacheMode?: CacheMode;
}

/** The outputs of a job as expressions for later jobs. */
export type JobOutputRefs<O extends Readonly<Record<string, Open>>> = { readonly [N in keyof O]: O[N] };

/** What a job needs and a run that a fork started does not have. */
export interface Withheld {
  /** What it is, such as `id-token: write for cosign`. */
  readonly what: string;
}

/** A job of a workflow. */
export abstract class PlacedJob<O extends Readonly<Record<string, Open>> = Readonly<Record<string, Open>>> {
  /** What it leaves behind, for later jobs. */
  public abstract readonly outputs: JobOutputRefs<O>;
  /** How it ended: a text that only a job after it can read. */
  public readonly result: Expr<'success' | 'failure' | 'cancelled' | 'skipped', 'trusted'>;
  public readonly condition: Condition | undefined;

  /** Throws `Job.id: …` for an id that GitHub does not take. */
  protected constructor(
    public readonly id: string,
    protected readonly options: JobOptions,
  ) {
    if (!/^[A-Za-z_][\w-]{0,99}$/.test(id)) {
      throw invalid('Job.id', 'a letter or "_", then letters, digits, "_" and "-"', id);
    }
    this.condition = options.if;
    this.result = new Expr(`needs.${id}.result`, 'trusted', [this.source('result')], variableName(`${id}_result`));
    if (options.if) requireAvailable(`Job ${id}.if`, 'job if', options.if.sources);
  }

  /** What its token may do, and who asks for it. */
  public abstract get grants(): ReadonlyMap<PermissionScope, Grant>;
  /** What it needs when that event started the run, and a fork has not. @internal */
  public abstract _withheldFrom(event: ForkEvent): Withheld | undefined;
  /** Everything that it reads. @internal */
  public abstract get _sources(): readonly Source[];
  /** The environment that it names. @internal */
  public abstract get _environment(): string | undefined;
  /** @internal */
  protected abstract renderBody(place: string, repository: GitHubRepository): object;

  /** The jobs that must have ended before, each once. */
  public get needs(): readonly PlacedJob[] {
    const read = this._sources.flatMap(({ context, owner }) =>
      context === 'needs' && owner instanceof PlacedJob ? [owner] : [],
    );
    return [...new Set([...read, ...(this.options.after ?? [])])];
  }

  /** Whether it can run when that event came from a fork: a job that waits for one that cannot is skipped with it. */
  public runsFor(event: ForkEvent): boolean {
    if (this.condition?.mayHoldFor(event) === false) return false;
    if (this.condition?.asksForStatus === true) return true;
    return this.needs.every((job) => job.runsFor(event));
  }

  /** @internal */
  public _render(workflow: string, repository: GitHubRepository): object {
    const place = `${workflow}.jobs.${this.id}`;
    const { name, matrix, concurrency, cacheMode } = this.options;
    const needs = this.needs.map(({ id }) => id);
    requireAvailable(`${place}.name`, 'job setting', sourcesOf(name));
    requireAvailable(`${place}.matrix`, 'job matrix', matrix?._sources ?? []);
    requireAvailable(`${place}.concurrency`, 'job setting', concurrency?._sources ?? []);
    return {
      name: name === undefined ? undefined : renderText(`${place}.name`, name),
      needs: needs.length === 0 ? undefined : needs,
      if: this.condition?.code,
      permissions: Object.fromEntries([...this.grants].map(([scope, { access }]) => [scope, access])),
      strategy: matrix?._render(place),
      concurrency: concurrency?._render(place),
      'cache-mode': cacheMode,
      ...this.renderBody(place, repository),
    };
  }

  /** What stands in the part that all jobs have. */
  protected get ownSources(): readonly Source[] {
    const { name, matrix, concurrency, if: condition } = this.options;
    return [...sourcesOf(name), ...sourcesOf(condition), ...(matrix?._sources ?? []), ...(concurrency?._sources ?? [])];
  }

  protected output<E extends Open>(name: string, trust: E['trust']): E {
    const code = `needs.${this.id}.outputs.${name}`;
    return new Expr(code, trust, [this.source(name)], variableName(`${this.id}_${name}`)) as E;
  }

  private source(name: string): Source {
    return { context: 'needs', owner: this, name };
  }
}
