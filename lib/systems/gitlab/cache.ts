import { invalid } from '../../model';

export interface CacheProps {
  /** Files of the checkout whose content makes the key: one or two, such as a lock file. */
  readonly keyFiles: readonly string[];
  /** What the key begins with: jobs of another kind must not share a cache. */
  readonly prefix: string;
  /** The folders that are kept, inside the checkout. */
  readonly paths: readonly string[];
  /** Whether the job also writes it. A job that only reads saves the time of the upload. @default 'pull-push' */
  readonly policy?: 'pull' | 'push' | 'pull-push';
}

/**
 * A cache as the file has it; protected branches have their own, which merge requests cannot write to. Throws
 * `<place>.<prop>: …` for key files that are not one or two, and for a prefix that cannot stand in a key.
 */
export function renderCache(place: string, { keyFiles, prefix, paths, policy }: CacheProps): object {
  if (keyFiles.length < 1 || keyFiles.length > 2) {
    throw invalid(`${place}.keyFiles`, 'one or two files', keyFiles, 'GitLab takes no more');
  }
  if (!/^[\w.-]+$/.test(prefix)) throw invalid(`${place}.prefix`, 'letters, digits, ".", "_" and "-"', prefix);
  if (paths.length === 0) throw invalid(`${place}.paths`, 'at least one folder', paths);
  return {
    key: { files: [...keyFiles], prefix },
    paths: [...paths],
    ...(policy === undefined ? {} : { policy }),
  };
}
