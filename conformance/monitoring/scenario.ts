import { type RuleGroup } from '../../lib/systems/monitoring';

/** A history, and what the rules say at some minute of it. */
export interface Scenario {
  /** What happens, in words. */
  readonly name: string;
  /** Series by their selector: a value for each minute, as promtool writes it: `0+1x60`. */
  readonly series: Readonly<Record<string, string>>;
  /** The minute at which the rules are asked. */
  readonly at: number;
  /** Alerts that fire then. @default none is asked for */
  readonly firing?: readonly string[];
  /** Alerts that are silent then. @default none is asked for */
  readonly quiet?: readonly string[];
  /** Figures by their query; nothing where the query has no answer. @default none is asked for */
  readonly figures?: Readonly<Record<string, number | undefined>>;
}

/** The rules as Prometheus reads them from a file. */
export function ruleFile(groups: readonly RuleGroup[]): object {
  return { groups: groups.map((group) => group._render()) };
}

/** The scenarios as a file of unit tests. */
export function testFile(rules: string, scenarios: readonly Scenario[]): object {
  return {
    rule_files: [rules],
    evaluation_interval: '1m',
    fuzzy_compare: true,
    tests: scenarios.map((scenario) => ({
      name: scenario.name,
      interval: '1m',
      input_series: Object.entries(scenario.series).map(([series, values]) => ({ series, values })),
      promql_expr_test: [
        ...(scenario.firing ?? []).map((alert) => question(scenario.at, `${count(alert)} > bool 0`, 1)),
        ...(scenario.quiet ?? []).map((alert) => question(scenario.at, count(alert), 0)),
        ...Object.entries(scenario.figures ?? {}).map(([expr, value]) => question(scenario.at, expr, value)),
      ],
    })),
  };
}

function count(alert: string): string {
  return `(count(ALERTS{alertname="${alert}",alertstate="firing"}) or vector(0))`;
}

function question(minute: number, expr: string, value: number | undefined): object {
  return { expr, eval_time: `${minute}m`, exp_samples: value === undefined ? [] : [{ value }] };
}
