import { invalid } from '../../model';
import { Expr } from '../../promql';

export interface RecordingProps {
  /** The name of what is recorded, `level:metric:operations`, such as `dora:deployments:count1d`. */
  readonly name: string;
  /** The PromQL whose answer is recorded. */
  readonly expr: string | Expr;
  /** Labels that every recorded series gets. @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A query that Prometheus asks again and again, and whose answer it keeps as a metric. Throws `Recording.<field>: …`. */
export class Recording {
  public readonly name: string;
  public readonly expr: Expr;

  public constructor(private readonly props: RecordingProps) {
    this.name = props.name;
    if (!/^[a-zA-Z_][a-zA-Z0-9_]*(:[a-zA-Z0-9_]+){1,2}$/.test(props.name)) {
      throw invalid('Recording.name', 'level:metric:operations', props.name);
    }
    this.expr = typeof props.expr === 'string' ? Expr.of(props.expr, `Recording ${props.name}.expr`) : props.expr;
  }

  /** @internal */
  public _render(): object {
    const { name, labels } = this.props;
    return { record: name, expr: this.expr.text, ...(labels === undefined ? {} : { labels }) };
  }
}
