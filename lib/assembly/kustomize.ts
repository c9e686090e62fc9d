import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { type Manifest } from './manifests';
import { type Broken, readManifests } from './read-manifests';

/** A command that builds the folder given as its last argument. */
export interface Kustomize {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

const CANDIDATES: readonly Kustomize[] = [
  { name: 'kustomize', command: 'kustomize', args: ['build'] },
  { name: 'kubectl kustomize', command: 'kubectl', args: ['kustomize'] },
];

/** The kustomize of this machine, if it has one. */
export function tryKustomize(): Kustomize | undefined {
  return CANDIDATES.find(({ command, args }) => {
    try {
      execFileSync(command, [...args, '--help'], { stdio: 'ignore', timeout: 10_000 });
      return true;
    } catch {
      return false;
    }
  });
}

/** What kustomize makes of a folder. */
export interface Built {
  /** The objects, each with the file that it comes from. */
  readonly manifests: readonly Manifest[];
  readonly broken: readonly Broken[];
}

/**
 * Builds a folder, without plugins and Helm. It is built through a folder of our own that names it, because only a
 * kustomize file can ask for the origin of each object.
 */
export function build(kustomize: Kustomize, folder: string, file: string): Built {
  const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-kustomize-')));
  try {
    const wrapper = { resources: [relative(temporary, realpathSync(folder))], buildMetadata: ['originAnnotations'] };
    writeFileSync(join(temporary, 'kustomization.yaml'), JSON.stringify(wrapper));
    const text = execFileSync(kustomize.command, [...kustomize.args, temporary], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 60_000,
      maxBuffer: 100_000_000,
    });
    const { manifests, broken } = readManifests(text, file, '');
    const folders = { temporary, real: realpathSync(folder), shown: folder };
    return { manifests: manifests.map((one) => withOrigin(one, file, folders)), broken };
  } catch (error) {
    return { manifests: [], broken: [{ origin: { file, line: 1 }, message: complaintOf(kustomize, error) }] };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

const ORIGIN = 'config.kubernetes.io/origin';

interface Folders {
  readonly temporary: string;
  readonly real: string;
  readonly shown: string;
}

/** The object without the annotation that was asked for, and the file that it names as a path like ours. */
function withOrigin({ object, environment }: Manifest, file: string, folders: Folders): Manifest {
  const { [ORIGIN]: origin = '', ...annotations } = object.metadata.annotations ?? {};
  const path = /^path: (.+)$/m.exec(origin)?.[1];
  const metadata = {
    ...object.metadata,
    annotations: Object.keys(annotations).length === 0 ? undefined : annotations,
  };
  if (metadata.annotations === undefined) delete metadata.annotations;
  const source = path === undefined ? file : shownPath(path, folders);
  return { object: { ...object, metadata }, environment, origin: { file: source } };
}

function shownPath(path: string, { temporary, real, shown }: Folders): string {
  return join(shown, relative(real, resolve(temporary, path)));
}

/** Of a long complaint the end is told: kustomize puts the cause last. */
const LONGEST = 300;

function complaintOf(kustomize: Kustomize, error: unknown): string {
  const { stderr } = error as { readonly stderr?: string };
  const said = (stderr ?? (error instanceof Error ? error.message : String(error))).trim().replaceAll(/\s+/g, ' ');
  return `${kustomize.name} cannot build it: ${said.length > LONGEST ? `…${said.slice(-LONGEST)}` : said}`;
}
