import { type Duration, invalid } from '../../model';
import { windowText } from '../../promql';
import { Alert } from './alert';
import { type Recording } from './recording';

export interface RuleGroupProps {
  /** The group's name, unique in its object. */
  readonly name: string;
  /** The time between two evaluations. @default what Prometheus is set to */
  readonly interval?: Duration;
  /** Evaluated one after the other: a rule sees what those before it have recorded. */
  readonly rules: readonly (Alert | Recording)[];
}

/** Alerts and recordings that are evaluated together. Throws `RuleGroup.rules: …` for none, or for one name twice. */
export class RuleGroup {
  public readonly name: string;
  public readonly rules: readonly (Alert | Recording)[];

  public constructor(private readonly props: RuleGroupProps) {
    this.name = props.name;
    this.rules = props.rules;
    const names = props.rules.map(({ name }) => name);
    const twice = names.find((name, i) => names.indexOf(name) < i);
    if (names.length === 0) throw invalid('RuleGroup.rules', 'at least one rule', names);
    if (twice !== undefined) throw invalid('RuleGroup.rules', 'names that differ', twice);
  }

  /** The alerts among its rules. */
  public get alerts(): readonly Alert[] {
    return this.rules.filter((rule) => rule instanceof Alert);
  }

  /** @internal */
  public _render(): object {
    const { name, interval, rules } = this.props;
    return {
      name,
      ...(interval === undefined ? {} : { interval: windowText(interval) }),
      rules: rules.map((rule) => rule._render()),
    };
  }
}
