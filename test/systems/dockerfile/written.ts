import { App, Chart } from 'cdk8s';
import { type Construct } from 'constructs';
import { GitHubRepository } from '../../../lib/model';
import { RepositoryFile } from '../../../lib/repository';

export const repository = GitHubRepository.of('acme/order-service', { id: 715331, ownerId: 9142 });
export const service = { repository, name: 'order-service', port: 8080 };

/** The files below a construct, by their paths. */
export function filesOf(make: (scope: Construct) => Construct): Readonly<Record<string, string>> {
  const files = make(new Chart(new App(), 'files')).node.findAll().filter(RepositoryFile.isRepositoryFile);
  return Object.fromEntries(files.map(({ path, content }) => [path, content]));
}

/** The lines of a Dockerfile, with digests cut short. */
export function linesOf(make: (scope: Construct) => Construct, path = 'Dockerfile'): readonly string[] {
  const lines = (filesOf(make)[path] ?? '').replace(/@sha256:[0-9a-f]{64}/g, '@…').split('\n');
  return lines.filter((line) => line !== '');
}
