import { App, Chart, Testing } from 'cdk8s';
import { type Construct } from 'constructs';
import { ImageRepository } from '../../../lib/model';
import { PodTemplate } from '../../../lib/systems/kubernetes';

export const NAMES = { 'app.kubernetes.io/name': 'api' };

export const pods = PodTemplate.of({
  name: 'api',
  image: ImageRepository.at('ghcr.io/acme/api'),
  port: 8080,
  cpu: '250m',
  memory: '512Mi',
  ready: '/ready',
  serviceAccount: { name: 'api' },
});

/** What constructs render to in a plain chart of a team's own app. */
export function render(make: (scope: Construct) => void): unknown[] {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  make(chart);
  return Testing.synth(chart) as unknown[];
}

/** A construct on its own, for one that must be refused. */
export function make(construct: (scope: Construct) => unknown): () => unknown {
  return () => construct(new Chart(new App(), 'shop'));
}

export const metadata = (more: object = {}): object => ({ name: 'api', namespace: 'shop', ...more });
