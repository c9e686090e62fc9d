import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { GitHubRepository } from '../../lib/model';
import { RepositoryFile } from '../../lib/repository';
import { GoDockerfile, JavaDockerfile, NodeDockerfile, PythonDockerfile } from '../../lib/systems/dockerfile';

/** Writes the Dockerfile of one service in each language, each into a folder with its `.dockerignore`, and returns the Dockerfiles. */
export function writeServices(folder: string): readonly string[] {
  const chart = new Chart(new App(), 'services');
  const repository = GitHubRepository.of('acme/order-service', { id: 715331, ownerId: 9142 });
  const service = { repository, name: 'order-service', port: 8080 };
  new GoDockerfile(chart, 'go', { ...service, modules: ['go.mod'], versionVariable: 'main.version' });
  new NodeDockerfile(chart, 'node', { ...service, main: 'dist/main.js', build: { sources: ['src', 'tsconfig.json'] } });
  new JavaDockerfile(chart, 'java', service);
  new PythonDockerfile(chart, 'python', { ...service, module: 'order_service' });
  const files = chart.node.findAll().filter(RepositoryFile.isRepositoryFile);
  const written = files.map((file) => {
    const path = join(folder, file.node.scope?.node.id ?? '', file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.content);
    return path;
  });
  return written.filter((path) => path.endsWith('Dockerfile'));
}
