import { PINS } from './pins';
import { Tool } from './tool';
import { type Word } from './word';

/** Node.js with npm on Debian. It has no compiler: packages that build native code need another image. */
export const tool = Tool.pinned(PINS.node, { program: 'npm', shell: 'bash', user: 0 });

export interface InstallProps {
  /** Whether packages may run scripts of their own while they are installed. */
  readonly scripts: boolean;
  /** Whether the packages that only development needs are left out. */
  readonly production: boolean;
}

export interface LintProps<R = never> {
  /** The files and folders to look at. */
  readonly files: readonly Word<R>[];
  /** The file for the findings, as ESLint's JSON. @default none */
  readonly json?: Word<R>;
}

/** Installs exactly what `package-lock.json` says. */
export function install({ scripts, production }: InstallProps): readonly string[] {
  return [
    'ci',
    '--no-audit',
    '--no-fund',
    ...(production ? ['--omit=dev'] : []),
    ...(scripts ? [] : ['--ignore-scripts']),
  ];
}

/** Runs a script of `package.json`. */
export function script<R = never>(name: string, args: readonly Word<R>[] = []): readonly Word<R>[] {
  return ['run', name, ...(args.length === 0 ? [] : ['--', ...args])];
}

/** Runs the ESLint that the project has installed; npm may not fetch another one. A warning fails too. */
export function lint<R = never>({ files, json }: LintProps<R>): readonly Word<R>[] {
  const report: readonly Word<R>[] = json === undefined ? [] : ['--format=json', '--output-file', json];
  return ['exec', '--no', '--', 'eslint', '--max-warnings=0', ...report, ...files];
}

/** The environment in which npm works for any user: `folder` is writable and holds all that npm keeps. */
export function environment(folder: string): Readonly<Record<string, string>> {
  return { npm_config_cache: `${folder}/npm`, npm_config_update_notifier: 'false', CI: 'true' };
}
