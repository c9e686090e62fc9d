import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { catalogue } from '../../test/seeds/catalogue';
import { type FoundFault } from '../../test/seeds/fault';
import { groupOf, type Manifest, readManifests } from '../output';

/** The folder of the articles' files. */
export const SEEDS = join(__dirname, '..', '..', 'test', 'seeds');

/** A fault that slipway finds, with the file and line that its report names. */
export interface Found extends FoundFault {
  readonly article: string;
  /** Below the folder of the articles. */
  readonly file: string;
  readonly line: number;
  /** The object in words: `Rollout shop/orders`. */
  readonly subject: string;
}

/** Every fault that slipway finds. */
export function foundFaults(): readonly Found[] {
  return Object.entries(catalogue).flatMap(([article, faults]) =>
    faults.flatMap((fault): Found[] => {
      if (!('rule' in fault)) return [];
      const [, file = '', line = '0', subject = ''] = /^(\S+):(\d+) (\S+(?: \S+)?)/.exec(fault.at) ?? [];
      return [{ ...fault, article, file: join(article, file), line: Number(line), subject }];
    }),
  );
}

/** The files of all articles, below their folder. */
export function seedFiles(): readonly string[] {
  return readdirSync(SEEDS, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && !one.name.endsWith('.ts'))
    .map((one) => relative(SEEDS, join(one.parentPath, one.name)))
    .sort();
}

/** The Kubernetes objects of the articles; workflows and the like are none. */
export function seedManifests(): readonly Manifest[] {
  return seedFiles()
    .filter((file) => /\.yaml$/.test(file) && !file.includes('repository/'))
    .flatMap((file) => objectsIn(file))
    .filter((one) => groupOf(one) !== 'kustomize.config.k8s.io');
}

/** A file that is no YAML has no objects: the engines are told so by name. */
function objectsIn(file: string): readonly Manifest[] {
  try {
    return readManifests(SEEDS, join(SEEDS, file)).map((one) => ({ ...one, environment: file.split('/')[0] ?? '' }));
  } catch {
    return [];
  }
}
