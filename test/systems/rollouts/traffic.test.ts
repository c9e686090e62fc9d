import { Traffic } from '../../../lib/systems/rollouts';

const CONTEXT = {
  names: { rollout: 'orders', current: 'orders-stable', next: 'orders-canary' },
  port: 80,
  selector: { app: 'orders' },
};

test('Gateway API: a route with both Services, all traffic on the stable one, no default left out', () => {
  const traffic = Traffic.gatewayApi({
    gateway: { name: 'public', namespace: 'gateways', sectionName: 'https' },
    hostnames: ['orders.acme.dev'],
    path: '/orders',
  });
  expect(traffic._tryRender({ ...CONTEXT, namespace: 'shop' })).toEqual({
    plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: 'orders', namespace: 'shop' } },
  });
  expect(traffic._objects(CONTEXT)).toEqual([
    {
      id: 'route',
      object: {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: { name: 'orders' },
        spec: {
          parentRefs: [
            {
              group: 'gateway.networking.k8s.io',
              kind: 'Gateway',
              namespace: 'gateways',
              name: 'public',
              sectionName: 'https',
            },
          ],
          hostnames: ['orders.acme.dev'],
          rules: [
            {
              name: 'primary',
              matches: [{ path: { type: 'PathPrefix', value: '/orders' } }],
              backendRefs: [
                { group: '', kind: 'Service', name: 'orders-stable', port: 80, weight: 100 },
                { group: '', kind: 'Service', name: 'orders-canary', port: 80, weight: 0 },
              ],
            },
          ],
        },
      },
    },
  ]);
});

test('Gateway API: a route that exists stays where it is', () => {
  const traffic = Traffic.gatewayApi({ existingRoute: 'shop' });
  expect(traffic._tryRender(CONTEXT)).toEqual({ plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: 'shop' } } });
  expect(traffic._objects(CONTEXT)).toEqual([]);
});

test('ALB: the weights come from an annotation that the controller writes', () => {
  const traffic = Traffic.alb({
    hostname: 'orders.acme.dev',
    annotations: { 'alb.ingress.kubernetes.io/group.name': 'shop' },
  });
  expect(traffic._tryRender(CONTEXT)).toEqual({ alb: { ingress: 'orders', servicePort: 80 } });
  expect(traffic._objects(CONTEXT)).toEqual([
    {
      id: 'ingress',
      object: {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: {
          name: 'orders',
          annotations: {
            'alb.ingress.kubernetes.io/scheme': 'internal',
            'alb.ingress.kubernetes.io/target-type': 'ip',
            'alb.ingress.kubernetes.io/group.name': 'shop',
          },
        },
        spec: {
          ingressClassName: 'alb',
          rules: [
            {
              host: 'orders.acme.dev',
              http: {
                paths: [
                  {
                    path: '/',
                    pathType: 'Prefix',
                    backend: { service: { name: 'orders-stable', port: { name: 'use-annotation' } } },
                  },
                ],
              },
            },
          ],
        },
      },
    },
  ]);
});

test('nginx: an Ingress of the stable Service, of which the controller makes the other', () => {
  const traffic = Traffic.nginx({
    hostname: 'orders.acme.dev',
    path: '/orders',
    tlsSecret: { name: 'orders-tls' },
    canaryByHeader: 'X-Canary',
  });
  expect(traffic._tryRender(CONTEXT)).toEqual({
    nginx: { stableIngress: 'orders', additionalIngressAnnotations: { 'canary-by-header': 'X-Canary' } },
  });
  expect(traffic._objects(CONTEXT).map(({ object }) => object)).toEqual([
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'orders' },
      spec: {
        ingressClassName: 'nginx',
        tls: [{ hosts: ['orders.acme.dev'], secretName: 'orders-tls' }],
        rules: [
          {
            host: 'orders.acme.dev',
            http: {
              paths: [
                {
                  path: '/orders',
                  pathType: 'Prefix',
                  backend: { service: { name: 'orders-stable', port: { number: 80 } } },
                },
              ],
            },
          },
        ],
      },
    },
  ]);
});

test('knows what each router can do, and which Service callers use', () => {
  const gatewayApi = Traffic.gatewayApi({ existingRoute: 'x' });
  const routers = [
    gatewayApi,
    Traffic.istioHosts(),
    Traffic.alb({ hostname: 'a.b' }),
    Traffic.nginx({ hostname: 'a.b' }),
    Traffic.replicasOnly(),
  ];
  const skills = ['scale', 'headers', 'mirror', 'experiment-weights'] as const;
  expect(routers.map((router) => skills.map((skill) => router.can(skill)))).toEqual([
    [true, true, false, true],
    [true, true, true, true],
    [true, true, false, true],
    [true, false, false, false],
    [false, false, false, false],
  ]);
  expect(routers.map(({ sharedService }) => sharedService)).toEqual([false, true, false, false, true]);
});

test.each([
  [
    () => Traffic.gatewayApi({ gateway: { name: 'public' }, hostnames: [] }),
    'Traffic.gatewayApi.hostnames: expected at least one, got []; a route without would answer to all',
  ],
  [
    () => Traffic.gatewayApi({ gateway: { name: 'Public' }, hostnames: ['a.b'] }),
    'Traffic.gatewayApi.gateway: expected 1 to 63 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "Public"',
  ],
  [
    () => Traffic.gatewayApi({ gateway: { name: 'public' }, hostnames: ['a.b'], path: 'orders' }),
    'Traffic.gatewayApi.path: expected a path that begins with "/", got "orders"',
  ],
  [
    () => Traffic.gatewayApi({ existingRoute: '' }),
    'Traffic.gatewayApi.existingRoute: expected 1 to 63 lower-case letters, digits and "-", beginning and ending with a letter or digit, got ""',
  ],
  [() => Traffic.alb({ hostname: 'https://a.b' }), 'Traffic.alb.hostname: expected a host name, got "https://a.b"'],
  [
    () => Traffic.nginx({ hostname: 'a.b', path: 'x' }),
    'Traffic.nginx.path: expected a path that begins with "/", got "x"',
  ],
])('refuses %s', (make, message) => {
  expect(make).toThrow(new Error(message));
});

export function mustNotCompile(): void {
  // @ts-expect-error a route that exists has its own host names
  Traffic.gatewayApi({ existingRoute: 'shop', hostnames: ['a.b'] });
}
