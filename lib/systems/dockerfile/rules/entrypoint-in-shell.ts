import { problem, type Rule } from '../../../audit';
import { baseImageOf, hasNoShell } from '../base-image';
import { at } from '../place';
import { historyOf } from '../read-stage';
import { type ReadInstruction } from '../reading';
import { eachImage } from './each';
import { DIGEST, dockerfile } from './examples';

/** See DKR014 for images that have no shell at all. */
export const entrypointInShell: Rule = {
  id: 'DKR013',
  severity: 'warning',
  title: 'a shell stands between the container and its program',
  why: 'the shell does not hand on the signal that stops the container: every stop lasts until it is killed, and requests are cut off',
  repair: 'write the program and its arguments as a list, or begin the command with exec',
  reference: 'https://docs.docker.com/reference/build-checks/json-args-recommended/',
  good: dockerfile(`FROM python:3.13@${DIGEST}`, 'ENTRYPOINT ["python", "-m", "api"]'),
  bad: dockerfile(`FROM python:3.13@${DIGEST}`, 'ENTRYPOINT python -m api'),
  check: eachImage((stage, file) => {
    const history = historyOf(stage);
    const entrypoint = history.filter(({ keyword }) => keyword === 'ENTRYPOINT').at(-1);
    const started = entrypoint ?? history.filter(({ keyword }) => keyword === 'CMD').at(-1);
    const base = baseImageOf(stage);
    if (!started || started.list !== undefined || history.some(({ keyword }) => keyword === 'SHELL')) return [];
    // A command that a shell replaces itself with gets the signals.
    if (/^exec\s|&&\s*exec\s/.test(started.text) || (base && hasNoShell(base))) return [];
    return [
      problem(
        at(file, started.line, started.keyword),
        `${started.keyword} ${started.text.split('\n')[0]} is run by a shell, which hands on no signals`,
        repairOf(started),
      ),
    ];
  }),
};

/** What only a shell understands cannot be written as a list. */
function repairOf({ keyword, text }: ReadInstruction): string {
  if (/[$|&;<>"'`*?(){}\\\n]/.test(text)) return `let the shell go: ${keyword} ["/bin/sh", "-c", "exec …"]`;
  const list = text.split(/\s+/).map((word) => JSON.stringify(word));
  return `write ${keyword} [${list.join(', ')}]`;
}
