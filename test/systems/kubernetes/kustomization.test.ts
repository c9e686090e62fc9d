import { type Construct } from 'constructs';
import { Kustomization } from '../../../lib/systems/kubernetes';
import { make, render } from './chart';

test('Kustomization lists what is applied and what completes it, and lies in no namespace', () => {
  const props = { name: 'production', resources: ['api.yaml'], components: ['../../promoted/production'] };
  expect(
    render((chart) => {
      new Kustomization(chart, 'k', props);
      new Kustomization(chart, 'plain', { name: 'plain', resources: ['api.yaml'] });
    }),
  ).toEqual([
    {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      metadata: { name: 'production' },
      resources: ['api.yaml'],
      components: ['../../promoted/production'],
    },
    {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      metadata: { name: 'plain' },
      resources: ['api.yaml'],
    },
  ]);
});

test.each<[string, (scope: Construct) => unknown, string]>([
  [
    'a Kustomization of nothing',
    (chart) => new Kustomization(chart, 'x', { name: 'a', resources: [] }),
    'Kustomization.resources: expected at least one path, got []',
  ],
  [
    'a path from the root',
    (chart) => new Kustomization(chart, 'x', { name: 'a', resources: ['/api.yaml'] }),
    'Kustomization.resources: expected distinct relative paths with forward slashes, got "/api.yaml"',
  ],
  [
    'a path twice',
    (chart) => new Kustomization(chart, 'x', { name: 'a', resources: ['a.yaml'], components: ['../b', '../b'] }),
    'Kustomization.components: expected distinct relative paths with forward slashes, got "../b"',
  ],
])('refuses %s', (_, construct, message) => {
  expect(make(construct)).toThrow(new Error(message));
});
