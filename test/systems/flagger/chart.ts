import { App, Chart } from 'cdk8s';
import { Measurement } from '../../../lib/metrics';
import { Duration } from '../../../lib/model';
import {
  FlaggerCanary,
  type FlaggerCanaryProps,
  FlaggerProvider,
  FlaggerStrategy,
  LoadTester,
} from '../../../lib/systems/flagger';

export const tester = LoadTester.in('test');
export const gateway = FlaggerProvider.gatewayApi({
  gateway: { name: 'public', namespace: 'gateways' },
  hostnames: ['orders.acme.dev'],
});
export const over = Duration.minutes(2);
export const errors = { measurement: Measurement.errorRate({ below: 0.01, over, withoutTraffic: 'fail' }) };

/** A chart of a team's own app, without a Program. */
export function chart(): Chart {
  return new Chart(new App(), 'shop', { namespace: 'shop' });
}

/** A canary in it that is sound, but for what a test says otherwise. */
export function canary(props: Partial<FlaggerCanaryProps> = {}): FlaggerCanary {
  return new FlaggerCanary(chart(), 'canary', {
    name: 'orders',
    target: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'orders' },
    provider: gateway,
    strategy: FlaggerStrategy.canary({ step: 10, max: 50 }),
    ...props,
  });
}
