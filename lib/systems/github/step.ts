import { type Duration, invalid } from '../../model';
import { requireAvailable } from './availability';
import { type Condition } from './condition';
import { Expr, renderText, type Source, sourcesOf, type Text, type Trust, type Value } from './expression';
import { wholeMinutes } from './minutes';
import { type PermissionRequest } from './permissions';

/** What every step has. */
export interface StepOptions {
  /** The name in the log. @default what it runs */
  readonly name?: Text;
  /** The name that other steps know it by. @default the name of the action */
  readonly id?: string;
  /** When it runs. @default everything before has succeeded */
  readonly if?: Condition;
  /** Environment variables of this step alone; the only place for a secret beside an input made for it. @default none */
  readonly env?: EnvValues;
  /** When it is stopped, in whole minutes. @default the timeout of the job */
  readonly timeout?: Duration;
  /** Whether the job goes on when it fails. @default false */
  readonly continueOnError?: boolean;
  /** Whether the next step starts at once. `Background` waits for it, or ends it. @default false */
  readonly background?: boolean;
}

/** The values of environment variables; secrets among them. */
export type EnvValues = Readonly<Record<string, string | number | boolean | Expr>>;

/** A step as it stands in the file. */
export interface RenderedStep {
  readonly [key: string]: unknown;
}

/** The outputs that a step leaves behind, for later steps of its job and for the outputs of the job. */
export type StepOutputs<N extends string = string> = { readonly [name in N]: Expr<string> };

/** One step of a job. */
export abstract class Step {
  /** The name that other steps know it by; nothing where none may read it. */
  public readonly id: string | undefined;
  /** When it runs; nothing where it just follows. */
  public readonly condition: Condition | undefined;

  protected constructor(
    private readonly options: StepOptions,
    id: string | undefined,
  ) {
    this.id = id;
    this.condition = options.if;
    if (id !== undefined && !/^[A-Za-z_][\w-]*$/.test(id)) {
      throw invalid('Step.id', 'a letter or "_", then letters, digits, "_" and "-"', id);
    }
  }

  /** What it is called in messages. */
  public abstract get title(): string;
  /** What the token must be able to do for it. */
  public abstract get permissions(): PermissionRequest;
  /** Everything that stands in it but its condition. @internal */
  public abstract get _expressions(): readonly Expr[];
  /** @internal */
  protected abstract renderBody(place: string): RenderedStep;

  /** Everything that it reads. */
  public get sources(): readonly Source[] {
    return [...this._expressions, this.condition, this.options.name].flatMap(sourcesOf);
  }

  /** The secrets that it is given; the token of the run is none. */
  public get secrets(): readonly string[] {
    const names = this._expressions.flatMap(sourcesOf).filter(({ context }) => context === 'secrets');
    return [...new Set(names.map(({ name }) => name))];
  }

  /** Whether it was given an id, so that the file says it even where nobody reads it. @internal */
  public get _isNamed(): boolean {
    return this.options.id !== undefined;
  }

  /** Whether the step after it starts before it has ended. @internal */
  public get _isBackground(): boolean {
    return this.options.background === true;
  }

  /** The steps that it stands for. @internal */
  public get _all(): readonly Step[] {
    return [this];
  }

  /** The steps whose end it waits for; nothing where it does something itself. @internal */
  public get _waitsFor(): readonly Step[] | 'all' | undefined {
    return undefined;
  }

  /** @internal */
  public _render(place: string, isRead: (step: Step) => boolean): RenderedStep {
    requireAvailable(`${place}.if`, 'step if', this.condition?.sources ?? []);
    requireAvailable(place, 'step setting', this._expressions.flatMap(sourcesOf));
    const { name, timeout, continueOnError, id, background } = this.options;
    return {
      name: name === undefined ? undefined : renderText(`${place}.name`, name),
      id: isRead(this) ? this.id : id,
      if: this.condition?.code,
      ...this.renderBody(place),
      'timeout-minutes': timeout && wholeMinutes(`${place}.timeout`, timeout),
      'continue-on-error': continueOnError === true ? true : undefined,
      background: background === true ? true : undefined,
    };
  }
}

/** The output of a step as an expression. Throws `Step.id: …` where the step has no id. */
export function stepOutput<T extends Value, R extends Trust>(step: Step, name: string, trust: R): Expr<T, R> {
  const { id } = step;
  if (id === undefined) throw invalid('Step.id', `an id, since its output "${name}" is read`, id);
  return new Expr<T, R>(
    `steps.${id}.outputs.${name}`,
    trust,
    [{ context: 'steps', owner: step, name }],
    `${id}_${name}`.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase(),
  );
}

/** Environment variables as they stand in the file. Throws for a name that is none. */
export function renderEnv(
  place: string,
  env: EnvValues | undefined,
): Readonly<Record<string, string | number | boolean>> | undefined {
  const entries = Object.entries(env ?? {});
  const wrong = entries.find(([name]) => !/^[A-Za-z_]\w*$/.test(name) || /^(GITHUB|RUNNER)_(?!TOKEN$)/.test(name));
  if (wrong) throw invalid(`${place}.env`, 'letters, digits and "_", no name that runners set', wrong[0]);
  if (entries.length === 0) return undefined;
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      typeof value === 'string' || value instanceof Expr ? renderText(`${place}.env.${name}`, value) : value,
    ]),
  );
}
