import { type ShellCommand } from '../shell';
import { type EnvVar } from '../systems/tekton/kinds';
import { tryShellScript } from '../systems/tekton/step-script';
import { type StepInPlace } from '../systems/tekton/task-in-place';

/** A program that is run, and what with; variables of the shell are put in where they are known. */
export interface RunCommand {
  /** The program's name, without folder. */
  readonly program: string;
  /** The words behind it, up to the first redirection. */
  readonly words: readonly string[];
}

/** One command of a step. */
export interface StepCommand extends RunCommand {
  /** The file that its output goes to. */
  readonly into?: string;
  /** Whether the next command reads its output. */
  readonly piped: boolean;
}

/** The commands of a step, of its script or of its command and arguments. */
export function commandsOf({ container, action }: StepInPlace): readonly StepCommand[] {
  const body = action?.from === 'assembly' ? action.spec : container;
  const script = tryShellScript(body);
  if (script) return knownCommands(script.commands, variablesOf(body.env ?? [])).map(({ command }) => command);
  const { image = '', command = [], args = [] } = body;
  if (command.length + args.length === 0) return [];
  const words = [...(command.length > 0 ? command : [programOfImage(image)]), ...args];
  return [{ program: baseName(words[0] ?? ''), words: words.slice(1), piped: false }];
}

function variablesOf(env: readonly EnvVar[]): ReadonlyMap<string, string> {
  return new Map(env.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])));
}

/** The commands of a script, each beside what it was read from, with the variables put in that are given or assigned. */
export function knownCommands<T extends ShellCommand>(
  commands: readonly T[],
  given: ReadonlyMap<string, string>,
): readonly { readonly command: StepCommand; readonly from: T }[] {
  const variables = new Map(given);
  const twice = assignedTwice(commands);
  return commands.flatMap((from) => {
    const { words, then } = from;
    const start = words.findIndex((word) => !ASSIGNMENT.test(word) && !DECLARES.has(word));
    const assigned = start < 0 ? words : [];
    for (const [, name = '', value = ''] of assigned.flatMap((word) => [ASSIGNMENT.exec(word) ?? []])) {
      if (twice.has(name)) variables.delete(name);
      else if (name !== '') variables.set(name, expand(value, variables));
    }
    if (start < 0) return [];
    const command = {
      ...redirected(words.slice(start).map((word) => expand(word, variables))),
      piped: then.startsWith('|') && then !== '||',
    };
    return [{ command, from }];
  });
}

const ASSIGNMENT = /^([A-Za-z_]\w*)=([^]*)$/;
const DECLARES = new Set(['export', 'local', 'readonly', 'declare']);

/** What is assigned in several places may hold any of the values. */
function assignedTwice(commands: readonly ShellCommand[]): ReadonlySet<string> {
  const values = new Map<string, string>();
  const twice = new Set<string>();
  for (const word of commands.flatMap(({ words }) => words)) {
    const [, name, value = ''] = ASSIGNMENT.exec(word) ?? [];
    if (name === undefined) continue;
    if (values.has(name) && values.get(name) !== value) twice.add(name);
    values.set(name, value);
  }
  return twice;
}

/** A word with the variables of a shell put in. */
export function expand(word: string, variables: ReadonlyMap<string, string>): string {
  return word.replace(/\$\{([A-Za-z_]\w*)\}|\$([A-Za-z_]\w*)/g, (whole, braced?: string, bare?: string) => {
    return variables.get(braced ?? bare ?? '') ?? whole;
  });
}

function redirected([program = '', ...words]: readonly string[]): Omit<StepCommand, 'piped'> {
  const at = words.findIndex((word) => /^\d?>>?/.test(word));
  const kept = at < 0 ? words : words.slice(0, at);
  const out = words.findIndex((word) => /^1?>>?(?!&)/.test(word));
  const into = out < 0 ? undefined : (words[out] ?? '').replace(/^1?>>?/, '') || words[out + 1];
  return { program: baseName(program), words: kept, ...(into === undefined ? {} : { into }) };
}

/** Without a command the image's own runs; images are named after it. */
function programOfImage(image: string): string {
  return baseName(image.replace(/@.*$/, '').replace(/:[^/]*$/, ''));
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
