import { invalid } from '../../model';

/** How a text of a request is compared. */
export class StringMatch {
  /** The same text. */
  public static exact(text: string): StringMatch {
    return new StringMatch('exact', text);
  }
  /** A text that begins so. */
  public static prefix(text: string): StringMatch {
    return new StringMatch('prefix', text);
  }
  /** A text that the expression matches, in the dialect of the router. */
  public static regex(expression: string): StringMatch {
    return new StringMatch('regex', expression);
  }

  private constructor(
    /** The kind of comparison. */
    public readonly kind: 'exact' | 'prefix' | 'regex',
    private readonly text: string,
  ) {
    if (text === '') throw invalid(`StringMatch.${kind}`, 'a text', text);
  }

  /** @internal */
  public _render(): object {
    return { [this.kind]: this.text };
  }
}
