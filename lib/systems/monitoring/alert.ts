import { type Duration, invalid } from '../../model';
import { Expr, windowText } from '../../promql';
import { hasChangingValue, labelsNamedIn } from './label-templates';

/** How soon a person has to look: `critical` now, `warning` today, `info` some time. */
export type AlertSeverity = 'critical' | 'warning' | 'info';

export interface AlertProps {
  /** The alert's name, such as `RolloutAborted`. */
  readonly name: string;
  /** The PromQL that answers with something as long as the trouble lasts. */
  readonly expr: string | Expr;
  /** How long the trouble must have lasted: a single bad scrape is none. */
  readonly for: Duration;
  readonly severity: AlertSeverity;
  /** What is wrong, in one sentence; `{{ $labels.name }}` is a label of the answer. */
  readonly summary: string;
  /** The page that says what to do. */
  readonly runbook: string;
  /** What else there is to know. @default none */
  readonly description?: string;
  /** Labels beside the severity, by which Alertmanager routes. They must be the same each time. @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** One alert, with everything that whoever it wakes will ask for. Throws `Alert.<field>: …`. */
export class Alert {
  public readonly name: string;
  public readonly expr: Expr;

  public constructor(private readonly props: AlertProps) {
    const { name, labels = {}, runbook, summary, description } = props;
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      throw invalid('Alert.name', 'letters, digits and "_"', name);
    }
    this.name = name;
    this.expr = typeof props.expr === 'string' ? Expr.of(props.expr, `Alert ${name}.expr`) : props.expr;
    if (props.for.milliseconds === 0) throw invalid(`Alert ${name}.for`, 'a time above zero', '0s');
    if (!/^https?:\/\/\S+$/.test(runbook)) throw invalid(`Alert ${name}.runbook`, 'an http or https URL', runbook);
    if (summary.trim() === '') throw invalid(`Alert ${name}.summary`, 'a sentence', summary);
    checkLabels(name, labels);
    checkTexts(name, [...(this.expr.parsed.labels ?? []), ...Object.keys(labels)], this.expr, [
      summary,
      description ?? '',
    ]);
  }

  /** @internal */
  public _render(): object {
    const { name, severity, summary, description, runbook, labels } = this.props;
    return {
      alert: name,
      expr: this.expr.text,
      for: windowText(this.props.for),
      labels: { severity, ...labels },
      annotations: { summary, ...(description === undefined ? {} : { description }), runbook_url: runbook },
    };
  }
}

/** A label with a changing value makes a new alert at each evaluation, and none of them ever lasts. */
function checkLabels(alert: string, labels: Readonly<Record<string, string>>): void {
  for (const [label, value] of Object.entries(labels)) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(label) || label === 'severity' || label === 'alertname') {
      throw invalid(`Alert ${alert}.labels`, 'names of labels beside severity and alertname', label);
    }
    if (hasChangingValue(value)) {
      throw invalid(`Alert ${alert}.labels.${label}`, 'a value that stays', value, 'put what changes into the summary');
    }
  }
}

/** A label that the query has summed away is an empty place in the sentence. */
function checkTexts(alert: string, known: readonly string[], expr: Expr, texts: readonly string[]): void {
  if (expr.parsed.labels === undefined) return;
  for (const label of texts.flatMap(labelsNamedIn)) {
    if (!known.includes(label)) {
      throw invalid(`Alert ${alert}.summary`, `labels of the answer, ${known.join(', ') || 'none'}`, label);
    }
  }
}
