import { type Assembly, type Manifest } from '../../assembly';
import { type KeyToPath } from './kinds';
import '../kubernetes/kinds';

/** A Secret that becomes a folder of files. */
export interface SecretFiles {
  readonly secret?: string;
  readonly items?: readonly KeyToPath[];
}

/**
 * The names of the files, where the assembly tells: from the items, else from the keys of the Secret. Nothing comes
 * back for a Secret that somebody else makes.
 */
export function tryFileNames(
  { manifests }: Assembly,
  { environment }: Manifest,
  namespace: string | undefined,
  files: SecretFiles,
): readonly string[] | undefined {
  if (files.items) return files.items.map(({ path }) => path);
  if (files.secret === undefined) return undefined;
  const secret = manifests.tryFind('Secret', { environment, namespace, name: files.secret })?.object;
  return secret && Object.keys({ ...secret.data, ...secret.stringData });
}
