import { type Construct } from 'constructs';
import { Namespace } from '../../../lib/systems/kubernetes';
import { make, render } from './chart';

describe('Namespace', () => {
  test('enforces Pod Security restricted, and lies in no namespace itself', () => {
    expect(render((chart) => new Namespace(chart, 'ns', { name: 'shop', labels: { team: 'shop' } }))).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: 'shop',
          labels: {
            'pod-security.kubernetes.io/enforce': 'restricted',
            'pod-security.kubernetes.io/enforce-version': 'latest',
            'pod-security.kubernetes.io/warn': 'restricted',
            'pod-security.kubernetes.io/warn-version': 'latest',
            'pod-security.kubernetes.io/audit': 'restricted',
            'pod-security.kubernetes.io/audit-version': 'latest',
            team: 'shop',
          },
        },
      },
    ]);
  });

  test('can enforce less, of one release, and still warns of what restricted would refuse', () => {
    const props = { name: 'ci', podSecurity: 'baseline', podSecurityVersion: '1.34' } as const;
    expect(render((chart) => new Namespace(chart, 'ns', props))).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: 'ci',
          labels: {
            'pod-security.kubernetes.io/enforce': 'baseline',
            'pod-security.kubernetes.io/enforce-version': 'v1.34',
            'pod-security.kubernetes.io/warn': 'restricted',
            'pod-security.kubernetes.io/warn-version': 'v1.34',
            'pod-security.kubernetes.io/audit': 'restricted',
            'pod-security.kubernetes.io/audit-version': 'v1.34',
          },
        },
      },
    ]);
  });
});

test.each<[string, (scope: Construct) => unknown, string]>([
  [
    'a namespace release',
    (chart) => new Namespace(chart, 'x', { name: 'shop', podSecurityVersion: 'v1.34' }),
    'Namespace.podSecurityVersion: expected "latest" or "1.<minor>", got "v1.34"',
  ],
])('refuses %s', (_, construct, message) => {
  expect(make(construct)).toThrow(new Error(message));
});
