import { spawnSync } from 'node:child_process';

/** A test that needs shellcheck. Where that is not installed, jest counts it as skipped. */
export const withShellcheck = spawnSync('shellcheck', ['--version']).status === 0 ? test : test.skip;

/** What shellcheck says of a script; nothing of its first lines, which ask whether the shell knows pipefail. */
export function shellcheck(script: string): string {
  return spawnSync('shellcheck', ['-e', 'SC3040', '-f', 'gcc', '-'], { input: script, encoding: 'utf8' }).stdout;
}
