import { deployment, documents, find, object } from './find';

const API = '{ containers: [{ name: api, ports: [{ name: http, containerPort: 8080 }] }] }';
const service = (spec: string, name = 'api'): string => object('v1', 'Service', name, `spec: ${spec}`);
const job = object('batch/v1', 'Job', 'once', 'spec: { template: { spec: { containers: [] } } }');

describe('services', () => {
  test('without selector, or beside pods that come from elsewhere, are left alone', () => {
    expect(find('KUB009', documents(service('{ ports: [{ port: 80 }] }'), deployment(API)))).toEqual([]);
    expect(find('KUB009', service('{ selector: { app: web } }'))).toEqual([]);
    expect(find('KUB009', documents(service('{ selector: { app: web } }'), job))).toEqual([]);
  });

  test('may lead to the pods of an experiment, whose labels are in no pod template', () => {
    const rollout = (labels: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: api, namespace: shop }
spec:
  selector: { matchLabels: { app: api } }
  template: { metadata: { labels: { app: api } }, spec: ${API} }
  strategy: { canary: { steps: [{ experiment: { templates: [{ name: a, specRef: stable, metadata: { labels: ${labels} } }] } }] } }
`;
    const trial = service('{ selector: { app: trial } }', 'trial');
    expect(find('KUB009', documents(rollout('{ app: trial }'), trial))).toEqual([]);
    expect(find('KUB009', documents(rollout('{ app: other }'), trial))).toEqual([
      'Service shop/trial spec.selector: no pod in its namespace has the labels app=trial; select labels that pods have: those of Rollout shop/api are app=api',
    ]);
  });

  test('are told the labels of the workload of their name', () => {
    const web = deployment(API).replaceAll(/\bapi\b/g, 'web');
    expect(find('KUB009', documents(web, deployment(API), service('{ selector: { app: shop } }')))).toEqual([
      'Service shop/api spec.selector: no pod in its namespace has the labels app=shop; select labels that pods have: those of Deployment shop/api are app=api',
    ]);
  });

  test('reach the named port of a sidecar, but not that of an init container that ends', () => {
    const ports = '{ selector: { app: api }, ports: [{ port: 80, targetPort: proxy }] }';
    const pods = (policy: string): string =>
      deployment(
        `{ containers: [], initContainers: [{ name: proxy, ports: [{ name: proxy, containerPort: 80 }]${policy} }] }`,
      );
    expect(find('KUB010', service(ports))).toEqual([]);
    expect(find('KUB010', documents(service(ports), pods(', restartPolicy: Always')))).toEqual([]);
    expect(find('KUB010', documents(service(ports), pods('')))).toEqual([
      'Service shop/api spec.ports[0].targetPort: no container has a port named "proxy"; name the port in the container',
    ]);
  });

  test('say nothing of numbers where no container declares any, or the Service is headless', () => {
    const numbered = '{ selector: { app: api }, ports: [{ port: 80 }]';
    expect(find('KUB011', documents(service(`${numbered} }`), deployment('{ containers: [{ name: api }] }')))).toEqual(
      [],
    );
    expect(find('KUB011', documents(service(`${numbered}, clusterIP: None }`), deployment(API)))).toEqual([]);
    expect(find('KUB011', documents(service(`${numbered} }`), deployment(API)))).toEqual([
      'Service shop/api spec.ports[0].targetPort: port 80 sends to 80, and the containers declare 8080; set targetPort to 8080',
    ]);
  });

  test('that share a container without probe are one finding', () => {
    const spec = '{ selector: { app: api }, ports: [{ port: 80, targetPort: 8080 }, { port: 81, targetPort: http }] }';
    expect(find('KUB012', documents(service(spec), service(spec, 'canary'), deployment(API)))).toEqual([
      'Deployment shop/api spec.template.spec.containers[0]: container "api" gets traffic of Service shop/api and has no readinessProbe; add a readinessProbe',
    ]);
  });
});

test('the selector of a Rollout is judged like that of a Deployment', () => {
  const rollout = deployment(API)
    .replace('apps/v1\nkind: Deployment', 'argoproj.io/v1alpha1\nkind: Rollout')
    .replace('matchLabels: { app: api }', 'matchExpressions: [{ key: app, operator: In, values: [web] }]');
  expect(find('KUB013', rollout)).toEqual([
    'Rollout shop/api spec.selector: the selector is app in (web), the pods have app=api; give the template the labels of the selector: a selector cannot be changed later',
  ]);
});

test('a Job that shares the labels of a workload is no rival', () => {
  const run = object(
    'batch/v1',
    'Job',
    'a',
    'spec: { template: { metadata: { labels: { app: api } }, spec: { containers: [] } } }',
  );
  expect(find('KUB032', documents(run, deployment(API)))).toEqual([]);
  const canary = deployment(API).replace('namespace: shop', 'namespace: web');
  expect(find('KUB032', documents(deployment(API), canary))).toEqual([]);
});

describe('autoscalers', () => {
  const scaler = (kind: string, more = ''): string =>
    object(
      'autoscaling/v2',
      'HorizontalPodAutoscaler',
      'api',
      `spec: { scaleTargetRef: { apiVersion: apps/v1, kind: ${kind}, name: api }, maxReplicas: 3${more} }`,
    );
  const metrics = (name: string): string =>
    `, metrics: [{ type: Resource, resource: { name: ${name}, target: { type: Utilization, averageUtilization: 70 } } }, { type: Pods }]`;

  test('whose target may come from elsewhere are left alone', () => {
    expect(find('KUB016', documents(scaler('StatefulSet'), job))).toEqual([]);
  });

  test('need the request of each container that runs as long as the pod', () => {
    const pods = deployment(
      '{ initContainers: [{ name: migrate }, { name: proxy, restartPolicy: Always }], containers: [{ name: api, resources: { limits: { memory: 1Gi } } }] }',
    );
    expect(find('KUB017', documents(scaler('Deployment', metrics('memory')), pods))).toEqual([
      'HorizontalPodAutoscaler shop/api spec.metrics[0].resource: container "proxy" of Deployment api requests no memory; set resources.requests.memory of the container',
    ]);
  });

  test('may have one number of replicas for both bounds', () => {
    expect(find('KUB018', scaler('Deployment', ', minReplicas: 3'))).toEqual([]);
  });

  test('leave a workload alone that says no replicas', () => {
    expect(find('KUB019', documents(scaler('Deployment'), deployment(API)))).toEqual([]);
    expect(find('KUB019', deployment(API, 'replicas: 3, '))).toEqual([]);
  });

  describe('and disruption budgets', () => {
    const budget = (limit: string): string =>
      object('policy/v1', 'PodDisruptionBudget', 'api', `spec: { ${limit}, selector: { matchLabels: { app: api } } }`);
    const REPAIR = 'set maxUnavailable to 1 or to 25%';

    test.each([
      ['maxUnavailable: 0', deployment(API), 'maxUnavailable 0 of 1 replica'],
      ['maxUnavailable: 0%', deployment(API, 'replicas: 9, '), 'maxUnavailable 0% of 9 replicas'],
      ['minAvailable: 100%', '', 'minAvailable 100%'],
      ['minAvailable: 1', deployment(API), 'minAvailable 1 of 1 replica'],
      ['minAvailable: 50%', deployment(API), 'minAvailable 50% of 1 replica'],
      [
        'minAvailable: 2',
        documents(deployment(API), scaler('Deployment', ', minReplicas: 2')),
        'minAvailable 2 of 2 replicas',
      ],
      ['minAvailable: 1', documents(deployment(API), scaler('Deployment')), 'minAvailable 1 of 1 replica'],
    ])('%s blocks drains', (limit, pods, said) => {
      expect(find('KUB021', documents(budget(limit), pods))).toEqual([
        `PodDisruptionBudget shop/api spec: ${said} lets no pod go; ${REPAIR}`,
      ]);
    });

    test.each([
      ['maxUnavailable: 1%', deployment(API)],
      ['minAvailable: 2', deployment(API, 'replicas: 3, ')],
      ['minAvailable: 50%', deployment(API, 'replicas: 2, ')],
      ['minAvailable: 2', ''],
      ['minAvailable: 50%', ''],
      ['minAvailable: 1', deployment(API, 'replicas: 0, ')],
      ['minAvailable: 2', deployment(API).replace('kind: Deployment', 'kind: DaemonSet')],
      ['minAvailable: 2', documents(deployment(API), scaler('Deployment', ', minReplicas: 3'))],
    ])('%s lets nodes be drained', (limit, pods) => {
      expect(find('KUB021', documents(budget(limit), pods))).toEqual([]);
    });

    test('a budget without selector speaks of no pods', () => {
      const mute = object('policy/v1', 'PodDisruptionBudget', 'api', 'spec: { maxUnavailable: 1 }');
      expect(find('KUB020', documents(mute, deployment(API)))).toEqual([
        'PodDisruptionBudget shop/api spec.selector: it has no selector and speaks of no pods; select labels that pods have: those of Deployment shop/api are app=api',
      ]);
      expect(find('KUB020', mute)).toEqual([]);
    });
  });
});

test('a network policy for all pods of a namespace is left alone', () => {
  const policy = object('networking.k8s.io/v1', 'NetworkPolicy', 'deny', 'spec: { podSelector: {} }');
  expect(find('KUB022', documents(policy, deployment(API)))).toEqual([]);
  expect(find('KUB022', policy)).toEqual([]);
});
