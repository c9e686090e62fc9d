import { App, Chart } from 'cdk8s';
import { GitHubRepository, ImageRepository } from '../../../lib/model';
import { GitRef, GitRepository } from '../../../lib/systems/flux';

export const image = ImageRepository.at('ghcr.io/acme/orders');
export const serviceAccount = { name: 'orders' };

/** A chart of a team's own app, without a Program. */
export function chart(): Chart {
  return new Chart(new App(), 'delivery', { namespace: 'delivery' });
}

/** The GitOps repository that Flux follows in it. */
export function git(scope: Chart, ref = GitRef.branch('main')): GitRepository {
  const repository = GitHubRepository.of('acme/gitops', { id: 715332, ownerId: 9142 });
  return new GitRepository(scope, 'gitops', { name: 'gitops', repository, ref });
}
