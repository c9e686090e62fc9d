import { Traffic } from '../../../lib/systems/rollouts';

const CONTEXT = {
  names: { rollout: 'orders', current: 'orders-stable', next: 'orders-canary' },
  port: 80,
  selector: { app: 'orders' },
};

test('Istio between hosts: no destinationRule', () => {
  const traffic = Traffic.istioHosts({ hosts: ['orders.acme.dev'], gateways: ['istio-system/public'] });
  expect(traffic._tryRender(CONTEXT)).toEqual({ istio: { virtualService: { name: 'orders', routes: ['primary'] } } });
  expect(traffic._objects(CONTEXT)).toEqual([
    {
      id: 'virtual-service',
      object: {
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        metadata: { name: 'orders' },
        spec: {
          hosts: ['orders', 'orders.acme.dev'],
          gateways: ['mesh', 'istio-system/public'],
          http: [
            {
              name: 'primary',
              route: [
                { destination: { host: 'orders-stable' }, weight: 100 },
                { destination: { host: 'orders-canary' }, weight: 0 },
              ],
            },
          ],
        },
      },
    },
  ]);
});

test('Istio between subsets: one host, and the subsets defined', () => {
  const traffic = Traffic.istioSubsets();
  expect(traffic._tryRender(CONTEXT)).toEqual({
    istio: {
      virtualService: { name: 'orders', routes: ['primary'] },
      destinationRule: { name: 'orders', canarySubsetName: 'canary', stableSubsetName: 'stable' },
    },
  });
  expect(traffic._objects(CONTEXT).map(({ object }) => object)).toEqual([
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'orders' },
      spec: {
        hosts: ['orders'],
        http: [
          {
            name: 'primary',
            route: [
              { destination: { host: 'orders', subset: 'stable' }, weight: 100 },
              { destination: { host: 'orders', subset: 'canary' }, weight: 0 },
            ],
          },
        ],
      },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: 'orders' },
      spec: {
        host: 'orders',
        subsets: [
          { name: 'stable', labels: { app: 'orders' } },
          { name: 'canary', labels: { app: 'orders' } },
        ],
      },
    },
  ]);
});

export function mustNotCompile(): void {
  // @ts-expect-error hosts or subsets: there is no way to say both
  Traffic.istioHosts({ destinationRule: 'orders' });
}
