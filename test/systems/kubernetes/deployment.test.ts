import { type Construct } from 'constructs';
import { Duration } from '../../../lib/model';
import { Autoscaler, Deployment } from '../../../lib/systems/kubernetes';
import { NAMES, make, metadata, pods, render } from './chart';

test('Deployment replaces pods without ever having fewer, and is what an Autoscaler scales', () => {
  const behavior = {
    scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Percent', value: 50, periodSeconds: 60 }] },
  };
  const rendered = render((chart) => {
    const target = new Deployment(chart, 'deployment', { pods });
    new Autoscaler(chart, 'autoscaler', { target, min: 2, max: 10, memory: 80 });
  });
  expect(rendered).toEqual([
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: metadata({ labels: NAMES }),
      spec: {
        revisionHistoryLimit: 3,
        progressDeadlineSeconds: 600,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: '25%' } },
        selector: { matchLabels: NAMES },
        template: pods.render(),
      },
    },
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: metadata(),
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
        minReplicas: 2,
        maxReplicas: 10,
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
          { type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 80 } } },
        ],
        behavior,
      },
    },
  ]);
});

test('Deployment says what it is asked to say', () => {
  const [deployment] = render(
    (chart) =>
      new Deployment(chart, 'deployment', {
        pods,
        name: 'worker',
        replicas: 3,
        minReady: Duration.seconds(10),
        progressDeadline: Duration.minutes(5),
        revisionHistory: 0,
      }),
  );
  expect(deployment).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'worker', namespace: 'shop', labels: NAMES },
    spec: {
      replicas: 3,
      revisionHistoryLimit: 0,
      minReadySeconds: 10,
      progressDeadlineSeconds: 300,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: '25%' } },
      selector: { matchLabels: NAMES },
      template: pods.render(),
    },
  });
});

test.each<[string, (scope: Construct) => unknown, string]>([
  [
    'negative replicas',
    (chart) => new Deployment(chart, 'x', { pods, replicas: -1 }),
    'Deployment.replicas: expected a whole number of at least 0, got -1',
  ],
  [
    'a deadline before a pod can be ready',
    (chart) =>
      new Deployment(chart, 'x', { pods, minReady: Duration.minutes(1), progressDeadline: Duration.minutes(1) }),
    'Deployment.progressDeadline: expected more than the 60 s of minReady, got "60s"',
  ],
])('refuses %s', (_, construct, message) => {
  expect(make(construct)).toThrow(new Error(message));
});
