import { mustRun, tryFindProgram } from '../../command';
import { Absent } from '../../engine';
import { shellRoot, trust } from './base';
import { GO_BUILDS, goBuilds } from './go-builds';
import { type Image, imageOnce } from '../node/image';
import { type Layer } from '../node/layer';

/** Go with Debian's C compiler, which the race detector needs, and what else is laid above them. */
export async function goImage(path: string, purpose: 'test' | 'lint', above: readonly Layer[]): Promise<Image> {
  const go = await goOfThisMachine();
  const root = await shellRoot('go', ['bash', 'git', 'gcc', 'libc6-dev']);
  const built = await goBuilds({ for: purpose, root, ...go });
  const layers = [{ folder: root }, await trust(), { files: { 'usr/local/go': go.toolchain } }, ...above, built];
  return imageOnce({ name: `${path}:${go.version}`, layers, user: 0, env: ENVIRONMENT });
}

/** What the first stage of a Dockerfile begins with: Go and a shell. It has few layers, as a store without overlays copies each. */
export async function goBuilderImage(): Promise<Image> {
  const go = await goOfThisMachine();
  const root = await shellRoot('shell', []);
  const [{ files }, built] = [await trust(), await goBuilds({ for: 'build', root, ...go })];
  const layers = [{ folder: root }, { files: { ...files, 'usr/local/go': go.toolchain } }, built];
  return imageOnce({ name: `library/golang:${go.version}-slim`, layers, user: 0, env: ENVIRONMENT });
}

const ENVIRONMENT = { GOTOOLCHAIN: 'local', GOCACHE: GO_BUILDS };

interface Go {
  /** Its folder. */
  readonly toolchain: string;
  readonly version: string;
}

async function goOfThisMachine(): Promise<Go> {
  const go = tryFindProgram('go');
  if (go === undefined) throw new Absent('go is not on the PATH');
  const [toolchain = '', version = ''] = (await mustRun(go, ['env', 'GOROOT', 'GOVERSION'])).trim().split('\n');
  return { toolchain, version: version.replace('go', '') };
}
