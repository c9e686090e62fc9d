import { PINS } from './pins';
import { Tool } from './tool';
import { type Word } from './word';

/** The Go toolchain on Debian: it brings the C compiler that the race detector needs. */
export const tool = Tool.pinned(PINS.go, { program: 'go', shell: 'bash', user: 0 });

export interface TestProps<R = never> {
  /** The packages to test, such as `./...`. */
  readonly packages: readonly Word<R>[];
  /** Whether data races fail the tests; needs `CGO_ENABLED=1`. */
  readonly race: boolean;
  /** The file for the coverage profile. @default none */
  readonly coverProfile?: Word<R>;
  /** Build tags. @default none */
  readonly tags?: readonly string[];
  /** More flags of `go test`, such as `-timeout=20m`. @default none */
  readonly flags?: readonly Word<R>[];
}

/** Runs the tests of packages. */
export function test<R = never>(props: TestProps<R>): readonly Word<R>[] {
  const { coverProfile, tags = [], flags = [] } = props;
  return [
    'test',
    ...(props.race ? ['-race'] : []),
    ...(coverProfile === undefined ? [] : ['-covermode=atomic', '-coverprofile', coverProfile]),
    ...(tags.length === 0 ? [] : [`-tags=${tags.join(',')}`]),
    ...flags,
    ...props.packages,
  ];
}

/** Prints the coverage of each function, and of all of them on the last line. */
export function coverage<R = never>(profile: Word<R>): readonly Word<R>[] {
  return ['tool', 'cover', '-func', profile];
}

/** The environment in which Go works for any user: `folder` is writable and holds all that Go keeps. */
export function environment(folder: string): Readonly<Record<string, string>> {
  return {
    GOPATH: `${folder}/path`,
    GOMODCACHE: `${folder}/modules`,
    GOCACHE: `${folder}/builds`,
    // The toolchain is pinned: a go.mod may not fetch another one.
    GOTOOLCHAIN: 'local',
    // A checkout that belongs to another user would fail the build when Go asks git for its revision.
    GOFLAGS: '-buildvcs=false',
  };
}
