import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { madeOnce } from '../../cache';
import { mustRun } from '../../command';
import { type Layer } from '../node/layer';

/** Where Go finds in an image what it has built before: GOCACHE. Any user may add to it. */
export const GO_BUILDS = '/usr/local/share/go-builds';

/** What an image is for, and how Go works there; each way has builds of its own. */
const WORK = {
  test: 'CGO_ENABLED=1 go test -race -covermode=atomic -coverprofile=/tmp/profile ./...',
  lint: 'go vet ./... && go list -export -deps -test ./... > /dev/null',
  build: 'CGO_ENABLED=0 go build -trimpath -o /tmp/program .',
} as const;

export interface GoBuildsProps {
  readonly for: keyof typeof WORK;
  /** Folder of the root file system of the image: builds fit only the compilers that made them. */
  readonly root: string;
  /** Folder of the Go toolchain. */
  readonly toolchain: string;
  readonly version: string;
}

/**
 * What Go builds of its own library for a usual service, made once in the image's own root and laid into the image. A
 * task that begins with nothing else is then done in seconds. Unlike a volume that runs share it cannot be poisoned: it
 * belongs to an image that is pinned by digest, and what a run adds ends with its pod.
 */
export async function goBuilds({ for: purpose, root, toolchain, version }: GoBuildsProps): Promise<Layer> {
  const name = `rehearsal-go-builds-${purpose}-${version}`;
  const folder = await madeOnce(name, [__filename, ...SOURCES], async (unfinished) => {
    const places = Object.fromEntries(
      ['builds', 'upper', 'work', 'merged'].map((place) => [place, join(unfinished, place)]),
    );
    for (const place of Object.values(places)) mkdirSync(place);
    const env = { ...places, root, toolchain, module: MODULE, script: `cd /source && ${WORK[purpose]}` };
    await mustRun('unshare', ['--mount', '--propagation', 'private', 'sh', '-euc', INSIDE], { env });
    for (const place of ['upper', 'work', 'merged']) rmSync(join(unfinished, place), { recursive: true });
  });
  return { files: { [GO_BUILDS]: join(folder, 'builds') }, cache: true };
}

const MODULE = join(__dirname, 'go-builds');
const SOURCES = ['go.mod', 'main.go', 'main_test.go'].map((file) => join(MODULE, file));

const ENVIRONMENT = [
  ...['PATH=/usr/local/go/bin:/usr/bin:/bin', 'HOME=/tmp', 'GOPATH=/tmp/path', `GOCACHE=${GO_BUILDS}`],
  ...['GOTOOLCHAIN=local', 'GOPROXY=off', 'GOFLAGS=-buildvcs=false'],
];

/** Mounts the root with everything that Go works with, and works there: paths are part of what a build is known by. */
const INSIDE = `
  mount -t overlay overlay -o "lowerdir=$root,upperdir=$upper,workdir=$work" "$merged"
  cd "$merged"
  mkdir -p dev proc source usr/local/go .${GO_BUILDS}
  mount --rbind /dev dev
  mount --rbind /proc proc
  mount --bind "$toolchain" usr/local/go
  mount --bind "$builds" .${GO_BUILDS}
  cp "$module"/* source
  exec chroot . /usr/bin/env -i ${ENVIRONMENT.join(' ')} sh -euc "$script"
`;
