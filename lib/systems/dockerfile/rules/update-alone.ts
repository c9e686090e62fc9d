import { problem, type Rule } from '../../../audit';
import { programOf } from '../../../shell/shell-commands';
import { at } from '../place';
import { commandsOf } from '../run-commands';
import { eachInstruction } from './each';
import { dockerfile, DIGEST } from './examples';

export const updateAlone: Rule = {
  id: 'DKR018',
  severity: 'warning',
  title: 'apt-get update has a layer of its own',
  why: 'the layer is kept for months: a later install asks for versions that the mirrors have deleted, and gets no fixes until then',
  repair: 'write update and install into one RUN',
  reference: 'https://docs.docker.com/build/building/best-practices/#apt-get',
  good: dockerfile(
    `FROM debian:13@${DIGEST}`,
    'RUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*',
  ),
  bad: dockerfile(
    `FROM debian:13@${DIGEST}`,
    'RUN apt-get update',
    'RUN apt-get install -y git && rm -rf /var/lib/apt/lists/*',
  ),
  check: eachInstruction(['RUN'], (instruction, _, file) => {
    const commands = commandsOf(instruction).filter((one) => ['apt-get', 'apt'].includes(programOf(one)));
    const updates = commands.some(({ words }) => words.includes('update'));
    if (!updates || commands.some(({ words }) => !words.includes('update'))) return [];
    return [problem(at(file, instruction.line, 'RUN'), 'apt-get update stands alone', 'join it and the install by &&')];
  }),
};
