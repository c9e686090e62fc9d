import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../command';
import { groupOf, type Manifest } from '../output';

/** Kinds that `lint` compares with a Rollout; it passes over all others. */
const READ_BY_LINT = ['Rollout', 'Service', 'Ingress', 'VirtualService'];

/** Lints one Rollout as the command's user would: in one file with the objects of its environment that lint compares. */
export async function lint(
  program: string,
  folder: string,
  rollout: Manifest,
  others: readonly Manifest[],
): Promise<readonly string[]> {
  const { namespace, name = '' } = rollout.object.metadata;
  const beside = others.filter(({ object }) => object.metadata.namespace === namespace && object.kind !== 'Rollout');
  const read = beside.filter(({ object }) => READ_BY_LINT.includes(object.kind));
  const file = join(folder, `${rollout.environment}-${name}.yaml`);
  writeFileSync(file, [rollout, ...read].map(({ text }) => text).join('\n---\n'));
  const finished = await run(program, ['lint', '-f', file], { timeout: 60 });
  return finished.code === 0 ? [] : [`${finished.stdout}${finished.stderr}`.trim()];
}

export const isRollout = (manifest: Manifest): boolean =>
  manifest.object.kind === 'Rollout' && groupOf(manifest) === 'argoproj.io';
