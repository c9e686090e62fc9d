import { App, Chart, Testing } from 'cdk8s';
import { GitHubRepository, GitLabProject, ImageRepository } from '../../../lib/model';
import { Destination, GitSource } from '../../../lib/systems/argocd';

export const gitops = GitHubRepository.of('acme/gitops', { id: 715332, ownerId: 9142 });
export const service = GitHubRepository.of('acme/api', { id: 715333, ownerId: 9142 });
export const project = GitLabProject.of('acme/shop/api', { id: 42, instance: 'https://gitlab.acme.dev' });
export const image = ImageRepository.at('ghcr.io/acme/api');
export const source = GitSource.branch('main', { repository: gitops, path: 'dist/production' });
export const cluster = Destination.named('production');
export const token = { name: 'github', key: 'token' };

/** What every Application has. */
export const FINALIZERS = ['resources-finalizer.argocd.argoproj.io/foreground'];
export const SSA = 'ServerSideApply=true';
export const automated = { prune: true, selfHeal: true };
export const retry = { limit: 5, refresh: true, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } };

/** A chart of a team's own app, without a Program. */
export function chart(namespace?: string): Chart {
  return new Chart(new App(), 'argocd', namespace === undefined ? {} : { namespace });
}

/** What constructs render to in it. */
export function render(make: (scope: Chart) => void, namespace?: string): unknown[] {
  const scope = chart(namespace);
  make(scope);
  return Testing.synth(scope) as unknown[];
}
