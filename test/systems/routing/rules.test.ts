import { hostnamesMeet } from '../../../lib/systems/routing/attachments';
import { routingRules } from '../../../lib/systems/routing/rules';
import {
  example,
  gateway,
  httpRoute,
  ingress,
  rule,
  service,
  virtualService,
} from '../../../lib/systems/routing/rules/examples';
import { messagesOf, type Said, testObjectRules } from '../../rule-examples';
import * as fc from '../../property';

const ROUTE = 'HTTPRoute shop/orders';
const INGRESS = 'Ingress shop/orders';
const PARENT = 'spec.parentRefs[0]';
const BACKEND = 'spec.rules[0].backendRefs[0]';
const ACTION = 'alb.ingress.kubernetes.io/actions.redirect';

/** What each rule says of its bad example: subject, path, message, repair. */
const SAID: Readonly<Record<string, Said>> = {
  RTE001: [ROUTE, BACKEND, 'there is no Service orders in namespace shop', 'add it, or correct the name'],
  RTE002: [ROUTE, BACKEND, 'Service orders has no port 8080, it has 80 (http)', 'use 80 (http)'],
  RTE003: [
    'HTTPRoute shop/orders-api',
    'spec.rules[0].matches[0]',
    'HTTPRoute shop/orders claims orders.acme.dev at Gateway gateways/public/ as well (PathPrefix /)',
    'make one route of the two, or give each a path of its own',
  ],
  RTE004: [ROUTE, PARENT, 'there is no Gateway internal in namespace gateways', 'add it, or correct the name'],
  RTE005: [
    ROUTE,
    PARENT,
    'Gateway public answers to *.acme.example, and the route to orders.acme.dev',
    'use a host name that the Gateway answers to',
  ],
  RTE006: [
    ROUTE,
    PARENT,
    'Gateway public takes routes of namespace gateways alone',
    'set allowedRoutes.namespaces.from at its listener',
  ],
  RTE007: ['VirtualService shop/orders', 'spec.http[0].route', 'its weights make 110: 90, 20', 'let them make 100'],
  RTE008: [ROUTE, 'spec.rules[0].backendRefs', 'all of its weights are 0', 'give one of them 100'],
  RTE009: [
    INGRESS,
    'spec.ingressClassName',
    'ingress-nginx serves it, which gets no security fixes any more',
    'make it an HTTPRoute',
  ],
  RTE010: [INGRESS, 'spec.ingressClassName', 'it names no class', 'set ingressClassName'],
  RTE011: [
    INGRESS,
    'metadata.annotations',
    'alb.ingress.kubernetes.io/scheme is "public"',
    'use internal or internet-facing',
  ],
  RTE012: [INGRESS, 'spec.rules[0].http.paths[0].backend', `it has no annotation ${ACTION}`, 'add it'],
  RTE013: [
    INGRESS,
    'spec.rules[0].http.paths[0].backend',
    'Service orders has no port on the nodes',
    'set alb.ingress.kubernetes.io/target-type to ip',
  ],
};

testObjectRules(routingRules, SAID);

const messages = (id: string, ...objects: readonly object[]): readonly string[] =>
  messagesOf(routingRules, id, example(...objects));

const to = (host: string, port?: number): object =>
  virtualService([{ destination: { host, ...(port === undefined ? {} : { port: { number: port } }) } }]);

describe('RTE001', () => {
  test('knows the Services that Flagger makes, and is silent where it knows none', () => {
    const canary = {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'Canary',
      metadata: { name: 'orders', namespace: 'shop' },
      spec: { targetRef: { kind: 'Deployment', name: 'orders' }, service: { port: 80 } },
    };
    expect(messages('RTE001', service('other'), httpRoute(), canary)).toEqual([]);
    expect(messages('RTE001', httpRoute())).toEqual([]);
  });

  test('reads hosts of the mesh, and leaves names of the world alone', () => {
    const missing = ['there is no Service gone in namespace shop'];
    expect(messages('RTE001', service('orders'), to('gone'))).toEqual(missing);
    expect(messages('RTE001', service('orders'), to('gone.shop.svc.cluster.local'))).toEqual(missing);
    expect(messages('RTE001', service('orders'), to('api.acme.dev'))).toEqual([]);
    expect(messages('RTE001', service('orders'), to('gone.elsewhere.svc'))).toEqual([]);
  });

  test('reads the default backend of an Ingress, and no backend of another kind', () => {
    const defaultBackend = { service: { name: 'gone', port: { number: 80 } } };
    expect(messages('RTE001', service('orders'), ingress({ defaultBackend, rules: [] }))).toHaveLength(1);
    const bucket = httpRoute({ rules: [{ backendRefs: [{ group: 'acme.dev', kind: 'Bucket', name: 'files' }] }] });
    expect(messages('RTE001', service('orders'), bucket)).toEqual([]);
  });
});

test('RTE002 compares names with names, and asks for a port only where one is needed', () => {
  expect(messages('RTE002', service('orders'), ingress({ rules: [rule('orders', { name: 'http' })] }))).toEqual([]);
  expect(messages('RTE002', service('orders'), ingress({ rules: [rule('orders', { name: 'web' })] }))).toEqual([
    'Service orders has no port web, it has 80 (http)',
  ]);
  expect(messages('RTE002', httpRoute({ rules: [{ backendRefs: [{ name: 'orders' }] }] }))).toEqual([
    'it names no port of Service orders',
  ]);
  expect(messages('RTE002', service('orders'), to('orders'))).toEqual([]);
  expect(messages('RTE002', service('orders'), to('orders', 8080))).toEqual([
    'Service orders has no port 8080, it has 80 (http)',
  ]);
});

test('RTE003 sees Ingresses and hosts of the mesh, and no canary and no further condition', () => {
  const again = (annotations = {}): object => ingress({}, annotations, 'again');
  expect(messages('RTE003', ingress(), again())).toEqual([
    'Ingress shop/orders claims orders.acme.dev at class public as well (Prefix /)',
  ]);
  expect(messages('RTE003', ingress(), again({ 'nginx.ingress.kubernetes.io/canary': 'true' }))).toEqual([]);
  const destination = [{ destination: { host: 'orders' } }];
  expect(messages('RTE003', virtualService(destination), virtualService(destination, 'again'))).toEqual([
    'VirtualService shop/orders claims orders.shop at the mesh as well (any path)',
  ]);
  const headers = [{ name: 'x-canary', value: 'yes' }];
  expect(messages('RTE003', httpRoute(), httpRoute({ rules: [{ matches: [{ headers }] }] }, 'testers'))).toEqual([]);
});

test('RTE004 to RTE006 know listeners', () => {
  const hung = (parent: object): object =>
    httpRoute({ parentRefs: [{ name: 'public', namespace: 'gateways', ...parent }] });
  expect(messages('RTE004', httpRoute())).toEqual([]);
  expect(messages('RTE004', gateway(), hung({ sectionName: 'https' }))).toEqual([
    'Gateway public has no listener https',
  ]);
  expect(messages('RTE004', gateway(), hung({ kind: 'Service', group: '', name: 'gone' }))).toEqual([]);
  expect(messages('RTE005', gateway({ hostname: undefined }), httpRoute())).toEqual([]);
  expect(
    messages('RTE005', gateway({ hostname: 'orders.acme.dev' }), httpRoute({ hostnames: ['*.acme.dev'] })),
  ).toEqual([]);
  expect(messages('RTE005', gateway(), httpRoute({ hostnames: ['acme.dev'] }))).toHaveLength(1);
  const chosen = { namespaces: { from: 'Selector', selector: { matchLabels: { team: 'shop' } } } };
  expect(messages('RTE006', gateway({ allowedRoutes: chosen }), httpRoute())).toEqual([]);
});

test('RTE007 takes small numbers for ratios', () => {
  const weighing = (...weights: readonly number[]): object =>
    virtualService(weights.map((weight, i) => ({ destination: { host: `orders-${i}` }, weight })));
  expect(messages('RTE007', weighing(9, 2))).toEqual([]);
  expect(messages('RTE007', weighing(60, 30, 5))).toEqual(['its weights make 95: 60, 30, 5']);
  expect(messages('RTE007', weighing(50))).toEqual([]);
});

test('RTE009 leaves the Ingress of a canary to the rules of its own, and the class of F5 alone', () => {
  const nginx = ingress({ ingressClassName: 'nginx' });
  const canary = (apiVersion: string, kind: string, spec: object): object => ({
    apiVersion,
    kind,
    metadata: { name: 'orders', namespace: 'shop' },
    spec,
  });
  const trafficRouting = { nginx: { stableIngress: 'orders' } };
  expect(
    messages('RTE009', nginx, canary('argoproj.io/v1alpha1', 'Rollout', { strategy: { canary: { trafficRouting } } })),
  ).toEqual([]);
  expect(
    messages('RTE009', nginx, canary('flagger.app/v1beta1', 'Canary', { ingressRef: { name: 'orders' } })),
  ).toEqual([]);
  expect(messages('RTE009', ingress({ ingressClassName: 'nginx' }, { 'nginx.org/location-snippets': '' }))).toEqual([]);
  expect(messages('RTE009', ingress({}, { 'nginx.ingress.kubernetes.io/ssl-redirect': 'true' }))).toHaveLength(1);
});

test('RTE010 knows a default class and the old annotation', () => {
  const bare = (annotations = {}): object => ingress({ ingressClassName: undefined }, annotations);
  const byDefault = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'alb', annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } },
    spec: { controller: 'ingress.k8s.aws/alb' },
  };
  expect(messages('RTE010', bare(), byDefault)).toEqual([]);
  expect(messages('RTE010', bare({ 'kubernetes.io/ingress.class': 'alb' }))).toEqual([]);
});

test('RTE011 reads the JSON of actions; RTE012 leaves the actions of a Rollout to its controller', () => {
  expect(messages('RTE011', ingress({}, { [ACTION]: '{type: redirect}' }))).toEqual([`${ACTION} is not JSON`]);
  const rules = [rule('orders-stable', { name: 'use-annotation' })];
  const rollout = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'orders', namespace: 'shop' },
    spec: { strategy: { canary: { trafficRouting: { alb: { ingress: 'orders', servicePort: 80 } } } } },
  };
  expect(messages('RTE012', ingress({ rules }), rollout)).toEqual([]);
  expect(messages('RTE012', ingress({ rules }))).toHaveLength(1);
});

test('RTE013 knows Services that open a port on the nodes, and Services of others', () => {
  const alb = ingress({ ingressClassName: 'alb' });
  expect(messages('RTE013', service('orders', { type: 'NodePort' }), alb)).toEqual([]);
  expect(messages('RTE013', alb)).toEqual([]);
});

test('host names meet whichever of the two is the wider one', () => {
  const label = fc.stringMatching(/^[a-z]{1,4}$/);
  const host = fc
    .tuple(fc.boolean(), fc.array(label, { minLength: 1, maxLength: 3 }))
    .map(([isWide, labels]) => [...(isWide ? ['*'] : []), ...labels].join('.'));
  fc.assert(fc.property(host, host, (one, other) => hostnamesMeet(one, other) === hostnamesMeet(other, one)));
  fc.assert(
    fc.property(host, label, (one, below) =>
      hostnamesMeet(`*.${one.replace('*.', '')}`, `${below}.${one.replace('*.', '')}`),
    ),
  );
  fc.assert(fc.property(host, (one) => hostnamesMeet(undefined, one) && hostnamesMeet(one, one)));
});
