import { PINS } from './pins';
import { Tool } from './tool';
import { joined, type Word } from './word';

/** Python with pip on Debian. It has no compiler: packages without a wheel need another image. */
export const tool = Tool.pinned(PINS.python, { program: 'python', shell: 'bash', user: 0 });

export interface InstallProps<R = never> {
  /** Files of requirements, such as `requirements.txt`. */
  readonly requirements: readonly Word<R>[];
  /** Whether each requirement must carry the hashes of its files, as `uv export` and `pip-compile` write them. */
  readonly hashes: boolean;
  /** The folder to install into. @default the user's own, see `environment` */
  readonly into?: Word<R>;
}

export interface TestProps<R = never> {
  /** The package or folder whose coverage is measured, by `pytest-cov`. @default none */
  readonly cover?: Word<R>;
  /** The file for the coverage in Cobertura's form. @default none */
  readonly coverage?: Word<R>;
  /** The file for the results in JUnit's form. @default none */
  readonly junit?: Word<R>;
  /** The least share of statements that the tests must run, in percent. @default none */
  readonly minimumCoverage?: number;
  /** More arguments of pytest, such as folders of tests. @default what its settings say */
  readonly args?: readonly Word<R>[];
}

/** Installs requirements from wheels: nothing that is installed runs code of its own. */
export function install<R = never>({ requirements, hashes, into }: InstallProps<R>): readonly Word<R>[] {
  return [
    '-m',
    'pip',
    'install',
    '--disable-pip-version-check',
    '--only-binary=:all:',
    ...(hashes ? ['--require-hashes'] : []),
    ...(into === undefined ? ['--user'] : ['--target', into]),
    ...requirements.flatMap((file): readonly Word<R>[] => ['--requirement', file]),
  ];
}

/** Runs the tests, by the pytest that the requirements name. */
export function test<R = never>(props: TestProps<R> = {}): readonly Word<R>[] {
  const { cover, coverage, junit, minimumCoverage, args = [] } = props;
  return [
    '-m',
    'pytest',
    ...(cover === undefined ? [] : [joined<R>('--cov=', cover), '--cov-report=term']),
    ...(coverage === undefined ? [] : [joined<R>('--cov-report=xml:', coverage)]),
    ...(minimumCoverage === undefined ? [] : [`--cov-fail-under=${minimumCoverage}`]),
    ...(junit === undefined ? [] : [joined<R>('--junitxml=', junit)]),
    ...args,
  ];
}

/** The environment in which Python works for any user: `folder` is writable and holds all that it keeps. */
export function environment(folder: string): Readonly<Record<string, string>> {
  return {
    PIP_CACHE_DIR: `${folder}/pip`,
    // Where `--user` installs to, and where the interpreter looks: the image's own folder belongs to root.
    PYTHONUSERBASE: `${folder}/packages`,
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONUNBUFFERED: '1',
  };
}
