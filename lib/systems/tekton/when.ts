import type * as tekton from '../../../imports/tekton.dev';
import { ArrayRef, renderText, type Scope, type Source, sourcesOf, type StringRef, type Text } from './reference';

/**
 * A condition of a task. A task whose condition is false is skipped, and so is whoever reads its results; a task that
 * only stands `after` it runs all the same.
 */
export class When<S extends Scope = Scope> {
  /** Holds when the input is one of the values. */
  public static in<S extends Scope>(input: StringRef<S>, values: readonly Text<S>[] | ArrayRef<S>): When<S> {
    return new When<S>(input, 'in', values);
  }
  /** Holds when the input is none of the values. */
  public static notIn<S extends Scope>(input: StringRef<S>, values: readonly Text<S>[] | ArrayRef<S>): When<S> {
    return new When<S>(input, 'notin', values);
  }

  /** Where it can be asked: never set, it only tells the compiler. */
  declare protected readonly readIn: S;

  private constructor(
    private readonly input: StringRef,
    private readonly operator: 'in' | 'notin',
    private readonly values: readonly Text<Scope>[] | ArrayRef,
  ) {}

  /** @internal */
  public get _sources(): readonly Source[] {
    const values = this.values instanceof ArrayRef ? [this.values] : this.values;
    return [...this.input.sources, ...values.flatMap(sourcesOf)];
  }

  /** @internal */
  public _render(): tekton.PipelineSpecTasksWhen {
    return {
      input: this.input.expression,
      operator: this.operator,
      values:
        this.values instanceof ArrayRef
          ? [this.values.expression]
          : this.values.map((value) => renderText('When.values', value)),
    };
  }
}
