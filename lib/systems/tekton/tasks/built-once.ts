import { type bash, type Script, type sh } from '../script';
import { type VolumeMount } from '../volume';
import { type Found } from './image-builder';

/**
 * Builds a commit once: where an earlier run has pushed its image already, the shell's variable `digest` gets that one,
 * for its tag cannot be pushed again. `build` has to set `digest`.
 */
export function builtOnce(
  shell: typeof bash | typeof sh,
  found: Found | undefined,
  build: Script<'step'>,
): Script<'step'> {
  if (found === undefined) return build;
  return shell`
    digest="$(cat ${found.file})"
    if [ -n "\${digest}" ]; then echo "an earlier run has pushed this commit: \${digest}"; else
    ${build}
    fi
  `;
}

/** What a step mounts to read it. */
export function mountsOf(found: Found | undefined): readonly VolumeMount[] {
  return found === undefined ? [] : [found.mount];
}
