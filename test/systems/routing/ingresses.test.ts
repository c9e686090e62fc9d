import { type Construct } from 'constructs';
import { AlbIngress, Destination, NginxIngress } from '../../../lib/systems/routing';
import { rendered } from './rendered';

const orders = { name: 'orders', port: 80 };
const next = { name: 'orders-v2', port: 80 };
const hostname = 'orders.acme.dev';
const versions = Destination.versions({ current: orders, next });

describe('AlbIngress', () => {
  const spec = (backend: object): object => ({
    ingressClassName: 'alb',
    rules: [{ host: hostname, http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: backend } }] } }],
  });
  const annotations = {
    'alb.ingress.kubernetes.io/scheme': 'internal',
    'alb.ingress.kubernetes.io/target-type': 'ip',
  };
  const made = (to: Destination, ownedFields: readonly object[] = []): unknown[] =>
    rendered((chart) => {
      const ingress = new AlbIngress(chart, 'ingress', { name: 'orders', hostname, to });
      expect(ingress.ownedFields).toEqual(ownedFields);
    });

  test('leads to one Service by its port', () => {
    expect(made(Destination.service(orders))).toEqual([
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { name: 'orders', namespace: 'shop', annotations },
        spec: spec({ name: 'orders', port: { number: 80 } }),
      },
    ]);
  });

  test('writes shares into the annotation that the backend names', () => {
    const shares = [
      { service: orders, percent: 90 },
      { service: next, percent: 10 },
    ];
    expect(made(Destination.shares(shares))).toEqual([
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: {
          name: 'orders',
          namespace: 'shop',
          annotations: {
            ...annotations,
            'alb.ingress.kubernetes.io/actions.orders':
              '{"type":"forward","forwardConfig":{"targetGroups":[{"serviceName":"orders","servicePort":80,"weight":90},{"serviceName":"orders-v2","servicePort":80,"weight":10}]}}',
          },
        },
        spec: spec({ name: 'orders', port: { name: 'use-annotation' } }),
      },
    ]);
  });

  test('leaves that annotation to Argo Rollouts where it moves the shares', () => {
    const jqPathExpressions = ['.metadata.annotations."alb.ingress.kubernetes.io/actions.orders"'];
    const owned = [{ group: 'networking.k8s.io', kind: 'Ingress', name: 'orders', jqPathExpressions }];
    expect(made(versions, owned)).toEqual([
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { name: 'orders', namespace: 'shop', annotations },
        spec: spec({ name: 'orders', port: { name: 'use-annotation' } }),
      },
    ]);
  });

  test('refuses a host that is none', () => {
    const make = (chart: Construct): unknown =>
      new AlbIngress(chart, 'ingress', { name: 'orders', hostname: 'orders', to: versions });
    expect(() => rendered(make)).toThrow('AlbIngress.hostname: expected a host name, got "orders"');
  });
});

test('NginxIngress leads to the current version, and cannot hold shares', () => {
  const props = { name: 'orders', hostname, tlsSecret: { name: 'orders-tls' } };
  expect(rendered((chart) => new NginxIngress(chart, 'ingress', { ...props, to: versions }))).toEqual([
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'orders', namespace: 'shop' },
      spec: {
        ingressClassName: 'nginx',
        tls: [{ hosts: [hostname], secretName: 'orders-tls' }],
        rules: [
          {
            host: hostname,
            http: {
              paths: [
                { path: '/', pathType: 'Prefix', backend: { service: { name: 'orders', port: { number: 80 } } } },
              ],
            },
          },
        ],
      },
    },
  ]);
  const shares = Destination.shares([
    { service: orders, percent: 90 },
    { service: next, percent: 10 },
  ]);
  expect(() => rendered((chart) => new NginxIngress(chart, 'ingress', { ...props, to: shares }))).toThrow(
    'NginxIngress.to: expected one Service, or the versions of a Rollout, got ["orders","orders-v2"]; use HttpRoute for shares',
  );
});

test('Destination refuses shares that do not make 100, Services twice, and one Service for two versions', () => {
  const shares = (...percents: readonly number[]) =>
    percents.map((percent, i) => ({ service: { name: `orders-${i}`, port: 80 }, percent }));
  const text = (got: string): string =>
    `Destination.shares: expected whole percentages that make 100 together, got ${got}`;
  expect(() => Destination.shares(shares(90, 20))).toThrow(text('[90,20]'));
  expect(() => Destination.shares(shares(50.5, 49.5))).toThrow(text('[50.5,49.5]'));
  expect(() => Destination.shares(shares(110, -10))).toThrow(text('[110,-10]'));
  const twice = [50, 50].map((percent) => ({ service: orders, percent }));
  expect(() => Destination.shares(twice)).toThrow(
    'Destination.shares: expected each Service once, got ["orders","orders"]',
  );
  expect(() => Destination.versions({ current: orders, next: orders })).toThrow(
    'Destination.versions: expected two Services, got "orders"',
  );
});
