import { type ImageReference, tryParseImageReference } from '../../model';
import { chainOf, historyOf, type ReadStage } from './read-stage';

/** The image that a stage is built on in the end; nothing where it is open, or `scratch`. */
export function baseImageOf(stage: ReadStage): ImageReference | undefined {
  const image = chainOf(stage).at(-1)?.image;
  return image === undefined || image === 'scratch' ? undefined : tryParseImageReference(image);
}

/** Whether a stage begins with nothing at all. */
export function isFromScratch(stage: ReadStage): boolean {
  return chainOf(stage).at(-1)?.image === 'scratch';
}

/** Whether an image has no shell, as distroless images have none but those for debugging. */
export function hasNoShell({ registry, path, tag = '' }: ImageReference): boolean {
  return registry === 'gcr.io' && path.startsWith('distroless/') && !tag.includes('debug');
}

/** Official images of Docker Hub that do not run as root of their own accord. */
const NOT_ROOT = new Set([
  'solr',
  'elasticsearch',
  'kibana',
  'logstash',
  'jetty',
  'neo4j',
  'sonarqube',
  'haproxy',
  'memcached',
  'groovy',
  'kong',
  'couchdb',
  'jruby',
  'varnish',
]);

/** Whether an image is known to run as root of its own accord. */
export function runsAsRoot({ registry, path, tag = '' }: ImageReference): boolean {
  if (registry === 'gcr.io' && path.startsWith('distroless/')) return !tag.includes('nonroot');
  if (registry !== 'docker.io' && registry !== 'public.ecr.aws') return false;
  const name = /^(?:docker\/)?library\/([^/]+)$/.exec(path)?.[1];
  return name !== undefined && !NOT_ROOT.has(name) && !/nonroot|unprivileged|rootless/.test(tag);
}

/** The user that a stage ends with, as written; nothing where no instruction names one. */
export function userOf(stage: ReadStage): { readonly user: string; readonly line: number } | undefined {
  const last = historyOf(stage)
    .filter(({ keyword }) => keyword === 'USER')
    .at(-1);
  return last && { user: last.text.trim(), line: last.line };
}
