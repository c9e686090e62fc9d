import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mustRun } from '../command';
import { type Engine, type Ruling } from '../engine';
import { kubernetes } from '../kubernetes/engine';
import { kustomize } from '../kustomize/engine';
import { Output } from '../output';

const APPS = join(__dirname, '..', '..', 'apps');
const TSX = pathToFileURL(require.resolve('tsx')).href;

/** The programs in apps/ that show other styles of delivery, before the engines that judge every Kubernetes object. */
export const styles: Engine = {
  name: 'styles',
  version: `${kubernetes.name} ${kubernetes.version}`,
  async *rulings() {
    for (const app of ['argo-cd', 'flux']) yield* rulingsOn(app);
  },
};

async function* rulingsOn(app: string): AsyncGenerator<Ruling> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-style-'));
  try {
    await mustRun(process.execPath, ['--import', TSX, join(APPS, `${app}.ts`)], { cwd: folder });
    const output = Output.read(folder);
    for (const engine of [kubernetes, kustomize]) {
      for await (const ruling of engine.rulings(output)) {
        // The same engine has refused its broken inputs before, on the order-service.
        if (!ruling.judged.startsWith('broken on purpose')) yield { ...ruling, judged: `${app}: ${ruling.judged}` };
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
