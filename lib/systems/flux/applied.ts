import { dirname } from 'node:path/posix';
import { type Manifest } from '../../assembly';
import { type FluxKustomizationObject } from './kinds';

type Spec = FluxKustomizationObject['spec'];

/**
 * Whether a Kustomization applies an object. What lies in no folder, as in a single file, is what the Kustomizations beside it
 * apply. A folder of the assembly is one of the repository, or lies at some depth of it: `production` may be `dist/production`.
 */
export function applies({ path = '' }: Spec, { origin }: Manifest): boolean {
  const folder = dirname(origin.file ?? '');
  const applied = path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
  if (folder === '.' || applied === '') return true;
  const parents = folder.split('/').map((_, i, parts) => parts.slice(0, i + 1).join('/'));
  return parents.some((one) => one === applied || applied.endsWith(`/${one}`));
}

/** The pointers to fields of an object that a Kustomization does not set back. */
export function ignoredPaths({ ignore = [] }: Spec, { object: { kind, metadata } }: Manifest): readonly string[] {
  return ignore
    .filter(
      ({ target = {} }) =>
        fits(target.kind, kind) && fits(target.name, metadata.name) && fits(target.namespace, metadata.namespace),
    )
    .flatMap(({ paths }) => paths);
}

/** Whether Flux makes an object and changes it no more, for its annotation or a patch that may give it one. */
export function isMadeOnce({ patches = [] }: Spec, { object: { metadata } }: Manifest): boolean {
  return (
    /^(ifnotpresent|ignore)$/i.test(metadata.annotations?.[POLICY] ?? '') || JSON.stringify(patches).includes(POLICY)
  );
}

const POLICY = 'kustomize.toolkit.fluxcd.io/ssa';

/** Parts of a target are regular expressions that fit the whole; what cannot be read is believed. */
function fits(pattern: string | undefined, text = ''): boolean {
  if (pattern === undefined || pattern === '') return true;
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return true;
  }
}
