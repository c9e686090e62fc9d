import { type Manifest, placeOf } from '../output';
import { run } from '../command';

/** A step's script, as the shell gets it. */
export interface Script {
  readonly place: string;
  readonly text: string;
}

/** Tekton writes a value in place of these before the shell sees the script. */
const TEKTON_VARIABLE = /\$\((params|results|steps|step|workspaces|tasks|context|credentials)\.[^)]*\)/g;

/** Every script of a manifest, wherever it stands: a Task, an inline taskSpec, an object in a TriggerTemplate. */
export function scriptsOf(manifest: Manifest): readonly Script[] {
  return found(manifest.object, []).map(({ path, text }) => ({
    place: `${placeOf(manifest)} ${path.join('.')}`,
    text,
  }));
}

/** What the shell that will run a script says of it. */
export async function parsed(script: Script): Promise<readonly string[]> {
  const shell = shellOf(script.text);
  if (shell === undefined) return [`${script.place}: no shell is known for ${script.text.split('\n')[0] ?? ''}`];
  const finished = await run(shell, ['-n'], { input: asRun(script), timeout: 30 });
  return finished.code === 0 ? [] : [`${script.place}: ${shell} -n: ${finished.stderr.trim()}`];
}

/** Debian's shellcheck knows POSIX of 2017: since 2024 it has `set -o pipefail`. */
const OUTDATED = 'SC3040';

/** What shellcheck says of a script; a script of another language is none of its business. */
export async function shellchecked(program: string, script: Script): Promise<readonly string[]> {
  const shell = shellOf(script.text);
  if (shell === undefined) return [];
  const args = ['-s', shell, '-f', 'gcc', `--exclude=${OUTDATED}`, '-'];
  const finished = await run(program, args, { input: asRun(script), timeout: 30 });
  return finished.code === 0 ? [] : [`${script.place}: shellcheck: ${finished.stdout.trim()}`];
}

const asRun = ({ text }: Script): string => text.replaceAll(TEKTON_VARIABLE, '/tekton/value');

/** Tekton runs a script without a first line of its own by /bin/sh. */
function shellOf(text: string): 'sh' | 'bash' | undefined {
  const [first = ''] = text.split('\n');
  if (!first.startsWith('#!')) return 'sh';
  const words = first
    .slice(2)
    .trim()
    .split(/[\s/]+/);
  if (words.includes('bash')) return 'bash';
  return words.includes('sh') || words.includes('ash') || words.includes('dash') ? 'sh' : undefined;
}

function found(value: unknown, path: readonly string[]): readonly { path: readonly string[]; text: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === 'script' && typeof inner === 'string' ? [{ path, text: inner }] : found(inner, [...path, key]),
  );
}
