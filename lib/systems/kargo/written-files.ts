import { join } from 'node:path/posix';
import { type StageObject } from './kinds';

/** A folder or file that a Stage writes. */
export interface WrittenFile {
  /** Repository, branch and path as one text: equal where the same file is meant. */
  readonly place: string;
  readonly path: string;
  readonly repository: string;
  /** The index of the step that writes it. */
  readonly step: number;
}

const WRITERS = ['kustomize-set-image', 'yaml-update', 'json-update', 'helm-update-chart'];

/** What the steps of a Stage write into clones, as far as their paths are plain. */
export function filesWrittenBy({ spec }: StageObject): readonly WrittenFile[] {
  const steps = spec.promotionTemplate?.spec.steps ?? [];
  const clones = steps.flatMap(({ uses, config }) => {
    const { repoURL = '', checkout = [] } = config ?? {};
    if (uses !== 'git-clone') return [];
    return checkout.map(({ branch = '', path }) => ({ repository: repoURL, branch, folder: join(path) }));
  });
  return steps.flatMap(({ uses = '', config }, step) => {
    const path = config?.path;
    if (path === undefined || path.includes('${{') || !WRITERS.includes(uses)) return [];
    const full = join(path);
    const clone = clones.find(({ folder }) => full.startsWith(`${folder}/`));
    if (!clone) return [];
    const inside = full.slice(clone.folder.length + 1);
    return [
      { place: [clone.repository, clone.branch, inside].join('\n'), path: inside, repository: clone.repository, step },
    ];
  });
}
