import { invalid } from '../../model';

/** A type that a value of a workflow can have. */
export type Value = string | number | boolean | object;

/**
 * How far a value can be relied on: `trusted` values come from the repository itself, `attacker` ones may have been
 * written by anybody who opens a pull request, `secret` ones are masked in logs and never leave their job.
 * @see https://docs.github.com/en/actions/reference/security/secure-use#good-practices-for-mitigating-script-injection-attacks
 */
export type Trust = 'trusted' | 'attacker' | 'secret';

/** The contexts that expressions read. */
export type ContextName =
  | 'github'
  | 'env'
  | 'vars'
  | 'job'
  | 'jobs'
  | 'steps'
  | 'runner'
  | 'secrets'
  | 'strategy'
  | 'matrix'
  | 'needs'
  | 'inputs';

/** A thing that can only be used in some places: a context, or a function that asks about the run. */
export type Capability = ContextName | 'status function' | 'hashFiles';

/** What an expression reads, and of whom: the step, job, matrix or trigger is compared by identity. */
export interface Source {
  readonly context: Capability;
  /** Who declares it; nothing where GitHub itself gives it. */
  readonly owner?: object;
  readonly name: string;
}

/**
 * A value that is known when the workflow runs. It carries its type and how far it can be trusted, and never becomes
 * text of a script: there it is an environment variable.
 */
export class Expr<out T extends Value = Value, out R extends Trust = Trust> {
  /** The type of the value: never set, it only tells the compiler. */
  declare protected readonly type: T;

  public constructor(
    /** What stands between `${{` and `}}`. */
    public readonly code: string,
    public readonly trust: R,
    public readonly sources: readonly Source[],
    /** The environment variable that hands the value to a script. */
    public readonly variable: string,
    /** Where it is joined of several: the parts, so that the output reads as it was written. */
    private readonly parts: readonly (string | Expr)[] = [],
  ) {}

  /** As it stands in a value of the file. */
  public get rendered(): string {
    if (this.parts.length === 0) return `\${{ ${this.code} }}`;
    return this.parts.map((part) => (typeof part === 'string' ? part : part.rendered)).join('');
  }

  /** The same value, handed to scripts under another variable. @internal */
  public _as(variable: string): Expr<T, R> {
    return new Expr(this.code, this.trust, this.sources, variable, this.parts);
  }

  /** Throws: an expression has no text before the workflow runs. */
  public toString(): string {
    throw invalid('Expr', 'an expression inside text`…` or a script', this.code, 'write text`…${expression}…`');
  }

  public toJSON(): string {
    return this.rendered;
  }
}

/** A value that may be shown: anything but a secret. */
export type Open<T extends Value = Value> = Expr<T, 'trusted' | 'attacker'>;

/** A text given now, or known when the workflow runs. No secret. */
export type Text = string | Open<string | number | boolean>;

/** Joins texts and expressions: text`${registry}/order-service@${image.outputs.digest}`. */
export function text<R extends Trust = 'trusted'>(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Expr<string | number | boolean, R>)[]
): Expr<string, R> {
  const parts = strings
    .flatMap((string, index) => (index < values.length ? [string, values[index] ?? ''] : [string]))
    .map((part) => (part instanceof Expr ? part : literal('text', String(part))))
    .filter((part) => part !== '');
  return new Expr<string, R>(
    formatted(parts),
    worst(parts.filter((part) => part instanceof Expr)) as R,
    parts.flatMap(sourcesOf),
    variableName(parts.map((part) => (part instanceof Expr ? part.variable : part)).join('_')),
    parts,
  );
}

/** What a value reads. */
export function sourcesOf(value: unknown): readonly Source[] {
  return value instanceof Expr ? value.sources : [];
}

/** The least trust of several expressions: one secret makes the whole a secret. */
export function worst(expressions: readonly Expr[]): Trust {
  if (expressions.some(({ trust }) => trust === 'secret')) return 'secret';
  return expressions.some(({ trust }) => trust === 'attacker') ? 'attacker' : 'trusted';
}

/** As it stands in the file. Throws for a text that GitHub would read as an expression. */
export function renderText(place: string, value: string | number | boolean | Expr): string {
  return value instanceof Expr ? value.rendered : literal(place, String(value));
}

/** Gives the text back. Throws where it holds an expression: expressions are objects here. */
export function literal(place: string, value: string): string {
  if (value.includes('${{')) {
    throw invalid(place, 'a text without GitHub expressions', value, 'pass the expression itself, or text`…`');
  }
  return value;
}

/** A literal as expressions write it. */
export function quoted(value: string | number | boolean): string {
  return typeof value === 'string' ? `'${literal('expression', value).replaceAll("'", "''")}'` : String(value);
}

/** `image-digest` as an environment variable: `IMAGE_DIGEST`. */
export function variableName(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .toUpperCase();
  return /^\d|^$/.test(words) ? `_${words}` : words;
}

function formatted(parts: readonly (string | Expr)[]): string {
  const expressions = parts.filter((part) => part instanceof Expr);
  const only = parts[0];
  if (parts.length === 1 && only instanceof Expr) return only.code;
  let next = 0;
  const pattern = parts.map((part) => (part instanceof Expr ? `{${next++}}` : part.replace(/[{}]/g, '$&$&'))).join('');
  if (expressions.length === 0) return quoted(pattern.replace(/([{}])\1/g, '$1'));
  return `format(${[quoted(pattern), ...expressions.map(({ code }) => code)].join(', ')})`;
}
