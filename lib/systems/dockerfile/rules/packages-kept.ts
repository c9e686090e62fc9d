import { problem, type Rule } from '../../../audit';
import { programOf, type ShellCommand } from '../../../shell/shell-commands';
import { at } from '../place';
import { commandsOf } from '../run-commands';
import { eachInstruction } from './each';
import { dockerfile, DIGEST } from './examples';

export const packagesKept: Rule = {
  id: 'DKR017',
  severity: 'advice',
  title: 'the lists of apt stay in the image',
  why: 'tens of megabytes that each node pulls, and that are old on the day after',
  repair: 'end the same RUN with rm -rf /var/lib/apt/lists/*, or mount a cache there',
  reference: 'https://docs.docker.com/build/building/best-practices/#apt-get',
  good: dockerfile(
    `FROM debian:13@${DIGEST}`,
    'RUN apt-get update && apt-get install -y ca-certificates && rm -rf /var/lib/apt/lists/*',
  ),
  bad: dockerfile(`FROM debian:13@${DIGEST}`, 'RUN apt-get update && apt-get install -y ca-certificates'),
  check: eachInstruction(['RUN'], (instruction, stage, file) => {
    const isImage = stage === file.stages.at(-1);
    const cached = (instruction.flags.get('mount') ?? []).some((mount) => mount.includes('/apt'));
    if (!isImage || cached || !updates(commandsOf(instruction)) || /\/var\/lib\/apt/.test(instruction.text)) return [];
    return [
      problem(
        at(file, instruction.line, 'RUN'),
        'the lists of apt stay in the layer',
        'end with rm -rf /var/lib/apt/lists/*',
      ),
    ];
  }),
};

function updates(commands: readonly ShellCommand[]): boolean {
  return commands.some(
    (command) => ['apt-get', 'apt'].includes(programOf(command)) && command.words.includes('update'),
  );
}
