import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '../../../folder';

/** The step as it runs where no earlier run has pushed the commit. */
export function notFound<S extends { readonly script?: string | undefined }>(step: S): S {
  return found(step, '');
}

/** The step as it runs where an earlier run has pushed that image. */
export function found<S extends { readonly script?: string | undefined }>(step: S, digest: string): S {
  const folder = newFolder();
  writeFileSync(join(folder, 'digest'), digest);
  return { ...step, script: step.script?.replaceAll('/found/digest', join(folder, 'digest')) };
}
