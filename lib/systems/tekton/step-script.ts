import { tryParseImageReference } from '../../model';
import { type ShellCommand, shellCommands } from '../../shell';
import { type StepContainer } from './kinds';

/** What a container runs in a shell, and how strict that shell is. */
export interface StepScript {
  /** The field below the container: `script` or `args[1]`. */
  readonly field: string;
  readonly text: string;
  /** The interpreter's name, such as `bash`; `sh` where Tekton adds its own first line. */
  readonly interpreter: string;
  /** Whether it stops where a command fails. */
  readonly stops: boolean;
  /** Whether a pipe fails where any part of it does. */
  readonly pipefail: boolean;
  readonly commands: readonly ShellCommand[];
}

const SHELLS = ['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh'];

/** The shell script of a container: its `script`, or what it hands to `sh -c`; nothing where no shell runs. */
export function tryShellScript({ script, command = [], args = [] }: StepContainer): StepScript | undefined {
  if (script !== undefined) return tryScript(script);
  const words = [...command, ...args];
  const shell = baseName(words[0] ?? '');
  const flag = words.findIndex((word) => /^-[a-z]*c[a-z]*$/.test(word));
  const text = words[flag + 1];
  if (!SHELLS.includes(shell) || flag < 1 || text === undefined) return undefined;
  const field = flag + 1 < command.length ? `command[${flag + 1}]` : `args[${flag + 1 - command.length}]`;
  const flags = words.slice(1, flag + 1).join(' ');
  return described(field, text, shell, /(^| )-[a-z]*e|errexit/.test(flags), flags.includes('pipefail'));
}

/** The commands that a container runs, and the field in which they stand. */
export function commandsOf(container: StepContainer): {
  readonly field: string;
  readonly commands: readonly ShellCommand[];
} {
  const script = tryShellScript(container);
  if (script) return script;
  return container.script === undefined
    ? { field: 'args', commands: [{ words: wordsOf(container), then: '' }] }
    : { field: 'script', commands: [] };
}

/** Without a command the image's own runs; images are named after it. */
function wordsOf({ image = '', command = [], args = [] }: StepContainer): readonly string[] {
  if (command.length > 0) return [...command, ...args];
  return [baseName(tryParseImageReference(image)?.path ?? ''), ...args];
}

/** Without a first line of its own, Tekton puts `#!/bin/sh` and `set -e` before a script. */
function tryScript(script: string): StepScript | undefined {
  const first = /^#!\s*(.+)/.exec(script)?.[1];
  if (first === undefined) return described('script', script, 'sh', true, false);
  const words = first.trim().split(/\s+/);
  const named = words.find((word, i) => !(i === 0 && baseName(word) === 'env') && !word.startsWith('-'));
  const interpreter = baseName(named ?? '');
  if (!SHELLS.includes(interpreter)) return undefined;
  return described('script', script, interpreter, /\s-[a-z]*e/.test(first), first.includes('pipefail'));
}

function described(field: string, text: string, interpreter: string, stops: boolean, pipefail: boolean): StepScript {
  return {
    field,
    text,
    interpreter,
    stops: stops || /^\s*set\s+(-[a-z]*e|.*errexit)/m.test(text),
    pipefail: pipefail || /\bset\s[^\n;]*pipefail/.test(text),
    commands: shellCommands(text),
  };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
