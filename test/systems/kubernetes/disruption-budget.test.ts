import { type Construct } from 'constructs';
import { DisruptionBudget } from '../../../lib/systems/kubernetes';
import { NAMES, make, metadata, pods, render } from './chart';

test('DisruptionBudget lets a quarter go, or keeps a number', () => {
  const selector = { matchLabels: NAMES };
  expect(
    render((chart) => {
      new DisruptionBudget(chart, 'budget', { pods });
      new DisruptionBudget(chart, 'any', { pods, name: 'any', maxUnavailable: '100%' });
      new DisruptionBudget(chart, 'quorum', { pods, name: 'quorum', minAvailable: 2 });
    }),
  ).toEqual([
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: metadata(),
      spec: { selector, maxUnavailable: '25%', unhealthyPodEvictionPolicy: 'AlwaysAllow' },
    },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'any', namespace: 'shop' },
      spec: { selector, maxUnavailable: '100%', unhealthyPodEvictionPolicy: 'AlwaysAllow' },
    },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'quorum', namespace: 'shop' },
      spec: { selector, minAvailable: 2, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
    },
  ]);
});

test('a budget of both kinds does not compile', () => {
  // @ts-expect-error at most one of the two can be kept
  const both: ConstructorParameters<typeof DisruptionBudget>[2] = { pods, minAvailable: 1, maxUnavailable: 1 };
  expect(both).toBeDefined();
});

test.each<[string, (scope: Construct) => unknown, string]>([
  [
    'a budget for no pod',
    (chart) => new DisruptionBudget(chart, 'x', { pods, maxUnavailable: 0 }),
    'DisruptionBudget.maxUnavailable: expected whole pods, or 1% to 100%, got 0; otherwise no node could be drained',
  ],
  [
    'a budget that keeps all pods',
    (chart) => new DisruptionBudget(chart, 'x', { pods, minAvailable: '100%' }),
    'DisruptionBudget.minAvailable: expected whole pods, or 0% to 99%, got "100%"; otherwise no node could be drained',
  ],
])('refuses %s', (_, construct, message) => {
  expect(make(construct)).toThrow(new Error(message));
});
