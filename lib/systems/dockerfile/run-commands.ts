import { readOnce } from '../../assembly';
import { type ShellCommand, shellCommands } from '../../shell/shell-commands';
import { type ReadInstruction } from './reading';

/** The commands that a `RUN` gives to a shell; a list is one command without a shell. */
export const commandsOf = readOnce<readonly ShellCommand[], ReadInstruction>(({ keyword, text, list }) => {
  if (keyword !== 'RUN') return [];
  if (list !== undefined) return [{ words: list, then: '' }];
  return shellCommands(withoutHeredocMarks(text));
});

/** What stands in a here-document alone is the script: `RUN <<EOF`. Other words before it read it as their input. */
function withoutHeredocMarks(text: string): string {
  const script = /^<<-?\s*(['"]?)(\w+)\1[^\n]*\n([\s\S]*)\n\s*\2\s*$/.exec(text);
  return script?.[3] ?? text;
}
