import { type Construct } from 'constructs';
import { Service } from '../../../lib/systems/kubernetes';
import { NAMES, make, metadata, pods, render } from './chart';

test('Service reaches the pods at their named port', () => {
  expect(
    render((chart) => {
      new Service(chart, 'stable', { pods });
      new Service(chart, 'canary', { pods, name: 'api-canary', port: 8443, appProtocol: 'kubernetes.io/h2c' });
    }),
  ).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata({ labels: NAMES }),
      spec: {
        type: 'ClusterIP',
        selector: NAMES,
        ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }],
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'api-canary', namespace: 'shop', labels: NAMES },
      spec: {
        type: 'ClusterIP',
        selector: NAMES,
        ports: [{ name: 'http', port: 8443, targetPort: 'http', protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' }],
      },
    },
  ]);
});

test.each<[string, (scope: Construct) => unknown, string]>([
  [
    'a name with dots',
    (chart) => new Service(chart, 'x', { pods, name: 'api.v2' }),
    'Service.name: expected 1 to 63 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "api.v2"',
  ],
])('refuses %s', (_, construct, message) => {
  expect(make(construct)).toThrow(new Error(message));
});
