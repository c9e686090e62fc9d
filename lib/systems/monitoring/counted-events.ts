import { type Duration } from '../../model';
import { windowText } from '../../promql';

/**
 * A query for how often a counter of rare events went up, as whole numbers. `increase()` guesses beyond the window's
 * edges, and it cannot see the first event: a counter is born with the value 1. Two events between two scrapes count as one.
 * @see https://github.com/prometheus/prometheus/issues/1673
 */
export function countedEvents(selector: string, over: Duration): string {
  const window = windowText(over);
  const changed = `changes(${selector}[${window}])`;
  const born = `((min_over_time(${selector}[${window}]) > 0) unless ${selector} offset ${window}) ^ 0`;
  return `(${changed} + ${born} or ${changed})`;
}

/** A selector: a metric with its matchers, as far as there are any. */
export function selector(metric: string, ...matchers: readonly (string | undefined)[]): string {
  const given = matchers.filter((matcher) => matcher !== undefined);
  return given.length === 0 ? metric : `${metric}{${given.join(',')}}`;
}

/** A matcher of one of several namespaces; nothing where all are meant. */
export function inNamespaces(namespaces: readonly string[] | undefined): string | undefined {
  if (namespaces === undefined) return undefined;
  return namespaces.length === 1 ? `namespace="${namespaces[0] ?? ''}"` : `namespace=~"${namespaces.join('|')}"`;
}
