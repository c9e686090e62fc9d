import { App, Chart } from 'cdk8s';
import { Runbooks } from '../../../lib/systems/monitoring';

export const runbooks = Runbooks.at('https://runbooks.acme.dev/');
export const service = { namespace: 'shop', name: 'orders' };

/** A chart of a team's own app, without a Program. */
export function chart(): Chart {
  return new Chart(new App(), 'monitoring', { namespace: 'observability' });
}
