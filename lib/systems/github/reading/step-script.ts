import { readOnce } from '../../../assembly';
import { type ShellCommand, programOf, shellCommands } from '../../../shell';
import { resolved, tryEnvironment } from './step-values';
import { type StepInFile } from './workflow-file';

/** A command of a step, and where it stands in the script. */
export interface ScriptCommand extends ShellCommand {
  readonly program: string;
  /** The words behind the program, with variables that the file declares put in. */
  readonly args: readonly string[];
}

/** What a step runs in a shell. */
export interface StepScript {
  readonly step: StepInFile;
  readonly text: string;
  /** Whether a pipe fails where any part of it does. */
  readonly pipefail: boolean;
  /** Whether it stops where a command fails. */
  readonly stops: boolean;
  readonly commands: readonly ScriptCommand[];
}

/** The shell script of a step; nothing where it runs none, or in another language. Read once for each step. */
export const tryScript = readOnce<StepScript | undefined, StepInFile>(readScript);

function readScript(step: StepInFile): StepScript | undefined {
  const { run, shell = '' } = step;
  if (run === undefined || !isShell(step, shell)) return undefined;
  const commands = shellCommands(tight(run)).map((command) => {
    const program = programOf(command);
    const at = command.words.findIndex((word) => word === program || word.endsWith(`/${program}`));
    const behind = command.words.slice(at + 1);
    return { ...command, program, args: behind.map((word) => resolved(step, withVariables(step, word))) };
  });
  const custom = shell.includes('{0}');
  return {
    step,
    text: run,
    pipefail: shell.trim() === 'bash' || shell.includes('pipefail') || /\bset\s[^\n;]*pipefail/.test(run),
    stops: !custom || /\s-\w*e/.test(shell) || /^\s*set\s+(-[a-z]*e|.*errexit)/m.test(run),
    commands,
  };
}

/** Windows runs PowerShell unless told otherwise; a runner that is computed may be one. */
function isShell({ job }: StepInFile, shell: string): boolean {
  if (shell !== '') return /^(ba)?sh(\s|$)/.test(shell);
  return !(job?.runsOn ?? []).some((label) => /windows/i.test(label) || label.includes('${{'));
}

/** Spaces in the braces of expressions are no spaces of the shell. */
function tight(run: string): string {
  return run.replace(/\$\{\{[^}]*\}\}/g, (piece) => piece.replace(/\s+/g, ''));
}

/** `$NAME` and `${NAME}` of variables that the file declares. */
function withVariables(step: StepInFile, word: string): string {
  return word.replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced?: string, bare?: string) => {
    const value = tryEnvironment(step, braced ?? bare ?? '');
    return value ?? whole;
  });
}
