import { type Rule } from '../../audit';
import { isGit, promotingScripts } from '../scripts';
import { EDIT, CHECK, COMMIT, PUSH, promoting } from './examples';

export const pushFailureLost: Rule = {
  id: 'PRM001',
  severity: 'error',
  title: 'a loop of pushes ends with success when every push has failed',
  why: 'the last command of the loop is the pause, which succeeds: the run is green and nothing was promoted',
  repair: 'leave with success where the push succeeds, and fail behind the loop; or promote with slipway promote',
  reference: 'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_09_03',
  good: promoting(
    EDIT,
    CHECK,
    COMMIT,
    'for i in 1 2 3; do',
    `  if ${PUSH}; then exit 0; fi`,
    '  sleep "${i}"',
    'done',
    'exit 1',
  ),
  bad: promoting(EDIT, CHECK, COMMIT, 'for i in 1 2 3; do', `  ${PUSH} && break || sleep "\${i}"`, 'done'),
  check: (assembly) =>
    promotingScripts(assembly).flatMap(({ commands, problem }) => {
      const lastFailure = commands.map(({ words }) => CAN_FAIL.has(words[0] ?? '')).lastIndexOf(true);
      return commands.flatMap((command, i) => {
        const next = commands[i + 1];
        const isLost =
          isGit(command, 'push') && command.then === '&&' && next?.words[0] === 'break' && next.then === '||';
        if (!isLost || lastFailure >= i + 2) return [];
        return [
          problem(
            'break ||',
            'the loop ends with success when every push has failed → the promotion is lost, and the run is green',
            'leave with success where the push succeeds, and fail behind the loop',
          ),
        ];
      });
    }),
};

/** What a script says behind a loop to fail after all. */
const CAN_FAIL = new Set(['exit', 'return', 'false', 'test', '[', '[[', 'die', 'fail']);
