import { App, Chart } from 'cdk8s';
import { type Construct } from 'constructs';

/** The objects that a construct renders in a chart of the namespace `shop`. */
export function rendered(make: (scope: Construct) => unknown): unknown[] {
  const chart = new Chart(new App(), 'test', { namespace: 'shop', disableResourceNameHashes: true });
  make(chart);
  return chart.toJson() as unknown[];
}
