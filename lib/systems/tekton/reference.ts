import { type ImageRepository, invalid } from '../../model';

/**
 * Where a reference can be read. Tekton substitutes each kind of reference in one place only and leaves it as literal
 * text everywhere else, so every reference carries its place in its type.
 *
 * - `step`: the steps of one Task (its params, result files, workspace paths);
 * - `later step`: env, command, args and script of the steps that follow a StepAction (its results);
 * - `action`: the body of one StepAction;
 * - `graph`: the tasks of one Pipeline (its params and the results of earlier tasks), and its finally tasks;
 * - `finally`: finally tasks alone (what became of a task);
 * - `outcome`: the results of the Pipeline alone (what a finally task leaves behind);
 * - `event`: the run that a trigger creates (facts of the webhook).
 */
export type Scope = 'step' | 'later step' | 'action' | 'graph' | 'finally' | 'outcome' | 'event';

/** What a reference reads from: who declared it (compared by identity) and what it is called there. */
export interface Source {
  readonly kind: 'param' | 'result' | 'workspace' | 'volume' | 'step' | 'task' | 'context' | 'event';
  /** The Task, Pipeline, step or pipeline task that it belongs to; one value stands for all of what Tekton itself gives. */
  readonly owner: object;
  readonly name: string;
}

/** A value that is known when the pipeline runs: an expression such as `$(params.revision)`, its type and its place. */
export abstract class Ref<S extends Scope = Scope> {
  /** What keeps references of different types apart. */
  public abstract readonly kind: 'string' | 'digest' | 'image' | 'array' | 'object';
  /** The places this may be read in: never set, it only tells the compiler. */
  declare protected readonly readIn: S;

  public constructor(
    /** The expression that Tekton substitutes. */
    public readonly expression: string,
    public readonly sources: readonly Source[],
    /** The environment variable that hands the value to a script. */
    public readonly variable: string,
  ) {}

  /** Throws: a reference has no text before the pipeline runs. */
  public toString(): string {
    throw invalid('Ref', 'a reference inside text`…` or a script', this.expression, 'write text`…${reference}…`');
  }

  public toJSON(): string {
    return this.expression;
  }
}

/** A text that is known when the pipeline runs. */
export class StringRef<S extends Scope = Scope> extends Ref<S> {
  public readonly kind: 'string' | 'digest' | 'image' = 'string';
}

/** The digest of an image. It may stand where any text may; a text may not stand where a digest is wanted. */
export class DigestRef<S extends Scope = Scope> extends StringRef<S> {
  public override readonly kind = 'digest';
}

/** An image that can mean one content only: `registry/path@sha256:…`. */
export class ImageRef<S extends Scope = Scope> extends StringRef<S> {
  /** The image with that digest in that repository: what a build task pushed. */
  public static at<S extends Scope = never>(
    repository: string | ImageRepository | StringRef<S>,
    digest: DigestRef<S>,
  ): ImageRef<S> {
    const name = typeof repository === 'string' || repository instanceof StringRef ? repository : String(repository);
    const joined = text`${name}@${digest}`;
    return new ImageRef<S>(joined.expression, joined.sources, joined.variable);
  }

  public override readonly kind = 'image';
}

/** A list of texts. It stands alone as a param or among the args of a step, never inside a text. */
export class ArrayRef<S extends Scope = Scope> extends Ref<S> {
  public readonly kind = 'array';
}

/** An object with known keys. */
export class ObjectRef<K extends string = string, S extends Scope = Scope> extends Ref<S> {
  public readonly kind = 'object';
  /** An object with more keys may stand for one with fewer: never set, it only tells the compiler. */
  declare protected readonly hasKeys: (key: K) => void;

  /** The text under one key. */
  public key(key: K): StringRef<S> {
    const expression = this.expression.replace('[*])', `.${key})`);
    return new StringRef<S>(expression, this.sources, `${this.variable}_${variableOf(key)}`);
  }
}

/** A text given now, or known when the pipeline runs. */
export type Text<S extends Scope> = string | StringRef<S>;

/** Joins texts and references: text`${params.image}:${params.tag}`. An array or object inside it does not compile. */
export function text<S extends Scope = never>(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | StringRef<S>)[]
): StringRef<S> {
  const pieces = strings.flatMap((string, index) => (index < values.length ? [string, values[index] ?? ''] : [string]));
  return new StringRef<S>(
    pieces.map((piece) => renderText('text', typeof piece === 'number' ? String(piece) : piece)).join(''),
    pieces.flatMap(sourcesOf),
    pieces
      .map((piece) => (piece instanceof StringRef ? piece.variable : variableOf(String(piece))))
      .filter((part) => part !== '')
      .join('_')
      .replace(/^(?=\d)/, '_'), // the shell would read `$1` at the beginning of `$1A`
  );
}

/** As it stands in the output. Throws for a text that Tekton would take for a reference. */
export function renderText(place: string, value: Text<Scope>): string {
  return value instanceof StringRef ? value.expression : literal(place, value);
}

/** What a value reads from. */
export function sourcesOf(value: unknown): readonly Source[] {
  return value instanceof Ref ? value.sources : [];
}

/** Gives the text back. Throws where it holds something that Tekton would substitute: references are objects here. */
export function literal(place: string, value: string): string {
  const found = EXPRESSION.exec(value)?.[0];
  if (found !== undefined) {
    throw invalid(place, 'a text without Tekton expressions', found, 'pass the reference itself, or text`…`');
  }
  return value;
}

const EXPRESSION =
  /\$\((?:params|results|workspaces|steps?|tasks|finally|context|artifacts|credentials|inputs|outputs|tt)[.[][^)]*\)?/;

/** `git-url` as an environment variable: `GIT_URL`. */
export function variableOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .toUpperCase();
}
