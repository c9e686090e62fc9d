import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { Absent, brokenInput, type Engine, type Ruling } from '../engine';
import { mustRun, run, tryFindProgram } from '../command';
import { groupOf, type Manifest, Output, readManifests } from '../output';
import { missingComponents, STAND_IN_DIGEST, unpinnedImages, writeStandIn } from './promotion';

/** The kustomize inside kubectl builds every folder as GitOps would; a promoter's file that is missing gets a stand-in. */
export const kustomize: Engine = {
  name: 'kustomize',
  version: 'of kubectl',
  async *rulings(output) {
    if (tryFindProgram('kubectl') === undefined) throw new Absent('kubectl is not on the PATH');
    const version = await kustomizeVersion();
    const root = mkdtempSync(join(tmpdir(), 'slipway-kustomize-'));
    try {
      cpSync(join(output.root, 'dist'), join(root, 'dist'), { recursive: true });
      const promoted = join(output.root, 'promoted');
      if (existsSync(promoted)) cpSync(promoted, join(root, 'promoted'), { recursive: true });
      const copy = Output.read(root);
      for (const folder of innermostFirst(copy.kustomizations))
        yield { ...(await ruleOnFolder(copy, folder)), version };
      yield { ...ruleOnEnvironments(copy), version };
      if (copy.kustomizations.length === 0)
        yield { judged: '0 folders', refusals: [], skipped: 'none was synthesized' };
      yield { ...(await ruleOnBroken(root)), version };
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  },
};

async function kustomizeVersion(): Promise<string> {
  const text = await mustRun('kubectl', ['version', '--client', '-o', 'json']);
  return (JSON.parse(text) as { kustomizeVersion: string }).kustomizeVersion.replace(/^v/, '');
}

async function ruleOnFolder({ root, manifests }: Output, folder: string): Promise<Ruling> {
  const inside = manifests.filter(({ file }) => file.startsWith(`${folder}${sep}`));
  const images = unpinnedImages(inside);
  const [kustomization] = readManifests(root, join(root, folder, 'kustomization.yaml'));
  const missing = kustomization === undefined ? [] : missingComponents(root, kustomization, folder);
  for (const path of missing) writeStandIn(root, path, images);

  const built = await build(root, folder);
  const judged = `${folder}: ${String(built.manifests.length)} objects${missing.length > 0 ? ', stand-in digest' : ''}`;
  if (built.refusal !== undefined) return { judged, refusals: [built.refusal] };
  const unpinned = unpinnedImages(built.manifests).map((image) => `${image} has no digest after the build`);
  return { judged, refusals: [...unpinned, ...lost(inside, built.manifests), ...unseen(missing, images, built.text)] };
}

/** The folder of an environment comes after those in it, which have got their promoters' files by then. */
function innermostFirst(folders: readonly string[]): readonly string[] {
  return [...folders].sort((a, b) => b.split(sep).length - a.split(sep).length);
}

function ruleOnEnvironments({ environments, kustomizations }: Output): Ruling {
  const missing = environments.filter((name) => !kustomizations.includes(join('dist', name)));
  return {
    judged: `${String(environments.length)} environments: the folder of each is built as a whole`,
    refusals: missing.map((name) => `dist/${name} has no kustomization.yaml`),
  };
}

interface Built {
  readonly text: string;
  readonly manifests: readonly Manifest[];
  readonly refusal?: string;
}

async function build(root: string, folder: string): Promise<Built> {
  const finished = await run('kubectl', ['kustomize', join(root, folder)], { timeout: 120 });
  if (finished.code !== 0) return { text: '', manifests: [], refusal: finished.stderr.trim() };
  const file = join(root, 'built.yaml');
  writeFileSync(file, finished.stdout);
  return { text: finished.stdout, manifests: readManifests(root, file) };
}

/** Every object beside a kustomization must come out of the build: a file that `resources` forgets is never applied. */
function lost(inside: readonly Manifest[], built: readonly Manifest[]): readonly string[] {
  const identity = (manifest: Manifest) => {
    const { kind, metadata } = manifest.object;
    return `${groupOf(manifest)} ${kind} ${metadata.namespace ?? ''}/${metadata.name ?? ''}`;
  };
  const came = new Set(built.map(identity));
  return inside
    .filter((manifest) => !came.has(identity(manifest)))
    .map((manifest) => `${manifest.file}: ${identity(manifest)} is not in the build`);
}

function unseen(missing: readonly string[], images: readonly string[], text: string): readonly string[] {
  if (missing.length === 0 || images.length === 0) return [];
  return images
    .filter((name) => !text.includes(`${name}@${STAND_IN_DIGEST}`))
    .map((name) => `${name} did not get the promoted digest`);
}

async function ruleOnBroken(root: string): Promise<Ruling> {
  const folder = join('dist', '.broken');
  cpSync(join(__dirname, 'testdata', 'broken'), join(root, folder), { recursive: true });
  const { refusal } = await build(root, folder);
  return brokenInput(
    'a resource that is not there',
    'no such file or directory',
    refusal === undefined ? [] : [refusal],
  );
}
