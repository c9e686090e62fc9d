import { type Construct } from 'constructs';
import { Duration } from '../../../lib/model';
import { Autoscaler } from '../../../lib/systems/kubernetes';
import { make } from './chart';

const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' };

test.each<[string, (scope: Construct) => unknown, string]>([
  [
    'no replicas',
    (chart) => new Autoscaler(chart, 'x', { target, min: 0, max: 2 }),
    'Autoscaler.min: expected a whole number of at least 1, got 0',
  ],
  [
    'a maximum below the minimum',
    (chart) => new Autoscaler(chart, 'x', { target, min: 3, max: 2 }),
    'Autoscaler.max: expected a whole number of at least 3, got 2',
  ],
  [
    'a share of nothing',
    (chart) => new Autoscaler(chart, 'x', { target, min: 1, max: 2, cpu: 0 }),
    'Autoscaler.cpu: expected a whole percentage above 0, got 0',
  ],
  [
    'more than an hour before scaling down',
    (chart) => new Autoscaler(chart, 'x', { target, min: 1, max: 2, scaleDownAfter: Duration.seconds(3601) }),
    'Autoscaler.scaleDownAfter: expected whole seconds, up to an hour, got "1h1s"',
  ],
])('refuses %s', (_, construct, message) => {
  expect(make(construct)).toThrow(new Error(message));
});
