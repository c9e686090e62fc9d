import type * as tekton from '../../../imports/tekton.dev';
import { type Scope, type Source, StringRef, variableOf } from './reference';
import {
  type Keys,
  objectKeys,
  refOf,
  type RefOf,
  renderProperties,
  typeName,
  valueName,
  type ValueType,
} from './value-type';

/** A declared output of a Task or StepAction: a small text that a step writes, 4 KiB for all results of a task together. */
export class Result<T extends ValueType = ValueType> {
  /** A text. */
  public static string(description?: string): Result<'string'> {
    return new Result('string', description);
  }
  /** A list of texts, written as a JSON array. */
  public static array(description?: string): Result<'array'> {
    return new Result('array', description);
  }
  /** An object of texts under known keys, written as a JSON object. */
  public static object<const K extends string>(keys: readonly K[], description?: string): Result<Keys<K>> {
    return new Result({ keys: objectKeys('Result.keys', keys) }, description);
  }
  /** The digest of an image: whoever takes it knows that it is not a tag. */
  public static digest(description?: string): Result<'digest'> {
    return new Result('digest', description);
  }
  /** An image with its digest, `registry/path@sha256:…`. */
  public static image(description?: string): Result<'image'> {
    return new Result('image', description);
  }

  private constructor(
    public readonly type: T,
    public readonly description: string | undefined,
  ) {}

  /** @internal */
  public _render(place: string, name: string, from?: string): tekton.TaskSpecResults {
    return {
      name: valueName(`${place}.results`, name),
      type: typeName(this.type),
      description: this.description,
      properties: renderProperties(this.type),
      value: from,
    };
  }
}

/** The declared results of something, by name. */
export type Results = Readonly<Record<string, Result>>;

/** The values that results have once their task or step has ended. */
export type ResultRefs<R extends Results, S extends Scope> = {
  readonly [N in keyof R]: RefOf<R[N]['type'], S>;
};

/** A result as the step sees it that writes it: a file. */
export class ResultFile<T extends ValueType = ValueType, S extends Scope = Scope> {
  public constructor(
    /** The path of the file to write, without a newline at its end. */
    public readonly path: StringRef<S>,
    public readonly type: T,
    public readonly source: Source,
  ) {}
}

/** The files of the results that something declares. */
export type ResultFiles<R extends Results, S extends Scope> = {
  readonly [N in keyof R]: ResultFile<R[N]['type'], S>;
};

/** The files of declared results; `prefix` is `results` in a Task and `step.results` in a StepAction. */
export function resultFiles<R extends Results, S extends Scope>(
  owner: object,
  results: R,
  prefix: 'results' | 'step.results',
): ResultFiles<R, S> {
  const files = Object.entries(results).map(([name, result]) => {
    const source: Source = { kind: 'result', owner, name };
    const path = new StringRef<S>(`$(${prefix}.${name}.path)`, [source], `RESULT_${variableOf(name)}`);
    return [name, new ResultFile(path, result.type, source)];
  });
  return Object.fromEntries(files) as ResultFiles<R, S>;
}

/** The values of declared results of what stands at `path`, such as `tasks.build`, and is called `title` in variables. */
export function resultRefs<R extends Results, S extends Scope>(
  source: Omit<Source, 'name'>,
  results: R,
  path: string,
  title: string,
): ResultRefs<R, S> {
  const refs = Object.entries(results).map(([name, result]) => [
    name,
    refOf(result.type, `${path}.results.${name}`, { ...source, name }, variableOf(`${title}_${name}`)),
  ]);
  return Object.fromEntries(refs) as ResultRefs<R, S>;
}
