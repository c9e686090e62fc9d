import { PINS } from './pins';
import { Tool } from './tool';
import { type Word } from './word';

/** Ruff, the linter and formatter of Python: one program and nothing else. */
export const tool = Tool.pinned(PINS.ruff, { program: '/ruff', shell: 'none', user: 0 });

export interface LintProps<R = never> {
  /** The files and folders to look at. */
  readonly files: readonly Word<R>[];
  /** The file for the findings in SARIF form, instead of the log. @default the log */
  readonly sarif?: Word<R>;
}

/** Fails where a rule finds something. */
export function lint<R = never>({ files, sarif }: LintProps<R>): readonly Word<R>[] {
  const report: readonly Word<R>[] = sarif === undefined ? [] : ['--output-format=sarif', '--output-file', sarif];
  return ['check', '--no-cache', '--no-fix', ...report, ...files];
}

/** Fails where a file is not formatted as Ruff would, and shows the difference. */
export function format<R = never>(files: readonly Word<R>[]): readonly Word<R>[] {
  return ['format', '--no-cache', '--diff', ...files];
}
