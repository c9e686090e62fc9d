import { type Construct } from 'constructs';
import { Destination, DestinationRule, HttpRoute, VirtualService } from '../../../lib/systems/routing';
import { rendered } from './rendered';

const orders = { name: 'orders', port: 80 };
const next = { name: 'orders-v2', port: 80 };
const gateway = { name: 'public', namespace: 'gateways' };
const hostnames = ['orders.acme.dev'];
const versions = Destination.versions({ current: orders, next });

describe('HttpRoute', () => {
  test('one rule, with the shares that stand in Git', () => {
    const to = Destination.shares([
      { service: orders, percent: 70 },
      { service: next, percent: 30 },
    ]);
    const objects = rendered((chart) => {
      const route = new HttpRoute(chart, 'route', { name: 'orders', labels: { team: 'shop' }, gateway, hostnames, to });
      expect(route.ownedFields).toEqual([]);
    });
    expect(objects).toEqual([
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: { name: 'orders', namespace: 'shop', labels: { team: 'shop' } },
        spec: {
          parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'gateways', name: 'public' }],
          hostnames,
          rules: [
            {
              name: 'primary',
              matches: [{ path: { type: 'PathPrefix', value: '/' } }],
              backendRefs: [
                { group: '', kind: 'Service', name: 'orders', port: 80, weight: 70 },
                { group: '', kind: 'Service', name: 'orders-v2', port: 80, weight: 30 },
              ],
            },
          ],
        },
      },
    ]);
  });

  test('says which fields Argo Rollouts writes', () => {
    rendered((chart) => {
      const route = new HttpRoute(chart, 'route', { name: 'orders', gateway, hostnames, to: versions });
      expect(route.ownedFields).toEqual([
        {
          group: 'gateway.networking.k8s.io',
          kind: 'HTTPRoute',
          name: 'orders',
          jqPathExpressions: ['.spec.rules[]?.backendRefs[]?.weight'],
        },
      ]);
    });
  });

  test.each([
    [
      'nobody',
      { hostnames: [] },
      'HttpRoute.hostnames: expected at least one, got []; a route without would answer to all',
    ],
    ['a path', { path: 'orders' }, 'HttpRoute.path: expected a path that begins with "/", got "orders"'],
    [
      'subsets',
      { to: Destination.subsets(orders, { current: 'stable', next: 'canary' }) },
      'HttpRoute.to: expected Services, got "the subset stable"; only Istio knows subsets',
    ],
  ])('refuses %s', (_, props, text) => {
    const make = (chart: Construct): unknown =>
      new HttpRoute(chart, 'route', { name: 'orders', gateway, hostnames, to: versions, ...props });
    expect(() => rendered(make)).toThrow(text);
  });
});

test('VirtualService and DestinationRule lead to subsets, and say what Argo Rollouts writes into both', () => {
  const objects = rendered((chart) => {
    const route = new VirtualService(chart, 'route', {
      name: 'orders',
      hosts: ['orders'],
      gateways: ['istio-system/public'],
      to: Destination.subsets(orders, { current: 'stable', next: 'canary' }),
    });
    const subsets = ['stable', 'canary'].map((name) => ({ name, labels: { app: 'orders' } }));
    const rule = new DestinationRule(chart, 'rule', {
      name: 'orders',
      service: orders,
      subsets,
      versionsOfRollout: true,
    });
    expect([...route.ownedFields, ...rule.ownedFields]).toEqual([
      {
        group: 'networking.istio.io',
        kind: 'VirtualService',
        name: 'orders',
        jqPathExpressions: ['.spec.http[]?.route[]?.weight'],
      },
      {
        group: 'networking.istio.io',
        kind: 'DestinationRule',
        name: 'orders',
        jqPathExpressions: ['.spec.subsets[]?.labels."rollouts-pod-template-hash"'],
      },
    ]);
  });
  expect(objects).toEqual([
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'orders', namespace: 'shop' },
      spec: {
        hosts: ['orders'],
        gateways: ['mesh', 'istio-system/public'],
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
      metadata: { name: 'orders', namespace: 'shop' },
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

test('VirtualService and DestinationRule refuse to answer nobody, to divide into nothing, and names that are none', () => {
  const route = { name: 'orders', to: versions };
  expect(() => rendered((chart) => new VirtualService(chart, 'a', { ...route, hosts: [] }))).toThrow(
    'VirtualService.hosts: expected at least one, got []',
  );
  expect(() =>
    rendered((chart) => new VirtualService(chart, 'b', { ...route, hosts: ['a'], gateways: ['Istio/public'] })),
  ).toThrow(
    'VirtualService.gateways: expected 1 to 63 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "Istio"',
  );
  expect(() =>
    rendered((chart) => new DestinationRule(chart, 'c', { name: 'orders', service: orders, subsets: [] })),
  ).toThrow('DestinationRule.subsets: expected one or more of different names, got []');
});
