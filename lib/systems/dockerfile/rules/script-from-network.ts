import { problem, type Rule } from '../../../audit';
import { programOf, type ShellCommand } from '../../../shell/shell-commands';
import { at } from '../place';
import { commandsOf } from '../run-commands';
import { eachInstruction } from './each';
import { dockerfile, DIGEST } from './examples';

export const scriptFromNetwork: Rule = {
  id: 'DKR016',
  severity: 'warning',
  title: 'a script from the network is run unseen',
  why: 'whoever can change what the address serves runs code in every build, and pipes hide that the download failed',
  repair: 'take a released version, check its checksum, then run it',
  reference: 'https://docs.docker.com/build/building/best-practices/#using-pipes',
  good: dockerfile(
    `FROM debian:13@${DIGEST}`,
    'ADD --checksum=sha256:0 https://example.com/install-1.2.sh /install.sh',
    'RUN sh /install.sh',
  ),
  bad: dockerfile(`FROM debian:13@${DIGEST}`, 'RUN curl -fsSL https://example.com/install.sh | sh'),
  check: eachInstruction(['RUN'], (instruction, _, file) =>
    commandsOf(instruction).flatMap((command, i, all) => {
      const next = all[i + 1];
      if (!next || !fetches(command) || !/^\|&?$/.test(command.then) || !SHELLS.has(programOf(next))) return [];
      const address = command.words.find((word) => /^https?:/.test(word)) ?? 'what it fetches';
      return [
        problem(
          at(file, instruction.line, 'RUN'),
          `${programOf(command)} hands ${address} to ${programOf(next)} unseen`,
          'download a version, check its checksum, then run it',
        ),
      ];
    }),
  ),
};

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'python', 'python3', 'perl', 'node']);

function fetches(command: ShellCommand): boolean {
  return ['curl', 'wget'].includes(programOf(command));
}
