import { type StepInPlace, type TaskInPlace } from '../systems/tekton/task-in-place';
import { type Reference, referencesIn, substitute, textOf } from '../systems/tekton/substitution';
import { type Call, type PipelineInPlace, type RunInPlace } from '../systems/tekton/tekton-objects';
import { mapOpen } from './open-text';
import { type StepCommand, commandsOf } from './step-commands';

/** A command of a task with all values put in that are known before it runs, and the field that it stands in. */
export interface TaskCommand extends StepCommand {
  readonly path: string;
}

/** One run of a pipeline, or the pipeline alone where the assembly has no run of it: which value arrives where. */
export class Execution {
  private readonly calls: ReadonlyMap<string, Call>;
  private readonly commands = new Map<Call, readonly TaskCommand[]>();
  private readonly results = new Map<string, string | undefined>();
  private readonly given: ReadonlyMap<string, string>;

  public constructor(
    public readonly pipeline: PipelineInPlace,
    public readonly run: RunInPlace | undefined,
  ) {
    this.calls = new Map(pipeline.calls.map((call) => [call.task.name, call]));
    // Without a run nobody knows whether a default holds.
    const defaults = run === undefined ? [] : (pipeline.spec.params ?? []);
    this.given = new Map([
      ...defaults.map(({ name, default: value }) => [name, textOf(value)] as const),
      ...(run?.spec.params ?? []).map(({ name, value }) => [name, textOf(value)] as const),
    ]);
  }

  /** What a task runs; nothing where the assembly does not have it. */
  public commandsOf(call: Call): readonly TaskCommand[] {
    const known = this.commands.get(call);
    if (known) return known;
    const commands = call.runs.from === 'assembly' ? this.read(call, call.runs.task) : [];
    this.commands.set(call, commands);
    return commands;
  }

  /** A text of the pipeline with what its run and the results of its tasks are known to be. */
  public resolve(text: string): string {
    return substitute(text, (reference) => this.pipelineValue(reference));
  }

  private read(call: Call, task: TaskInPlace): readonly TaskCommand[] {
    const inTask = this.resolverOf(call, task);
    return task.steps.flatMap((step) => {
      const put = resolverOfStep(step, inTask);
      return commandsOf(step).map((command) => {
        const into = command.into === undefined ? {} : { into: put(command.into) };
        return { ...command, ...into, words: command.words.map(put), path: step.path };
      });
    });
  }

  /** Puts into a text of a task what its params are given, else what they are by default. */
  private resolverOf(call: Call, task: TaskInPlace): (text: string) => string {
    const given = textsByName((call.task.params ?? []).map(({ name, value }) => [name, value]));
    const declared = textsByName((task.spec.params ?? []).map((param) => [param.name, param.default]));
    const known = (reference: Reference): string | undefined => {
      const name = paramOf(reference);
      if (name === undefined) return undefined;
      const value = given.get(name) || declared.get(name);
      if (value) return this.resolve(value);
      return task.inherits && !declared.has(name) ? this.pipelineValue(reference) : undefined;
    };
    return (text) => substitute(text, known);
  }

  private pipelineValue(reference: Reference): string | undefined {
    const name = paramOf(reference);
    if (name !== undefined) return this.given.get(name) || undefined;
    const [head, task, kind, result] = reference.parts;
    if (head !== 'tasks' || kind !== 'results' || task === undefined || result === undefined) return undefined;
    return this.resultValue(task, result);
  }

  /** What a task writes into a result; pieces that only it knows are named after the result. */
  private resultValue(task: string, result: string): string | undefined {
    const key = `${task}.${result}`;
    if (this.results.has(key)) return this.results.get(key);
    this.results.set(key, undefined);
    const call = this.calls.get(task);
    const values = new Set(call ? writtenInto(`$(results.${result}.path)`, this.commandsOf(call)) : []);
    const [value] = values;
    if (values.size !== 1 || value === undefined) return undefined;
    const named = mapOpen(value, (piece) =>
      referencesIn(piece).some(({ parts }) => parts[0] === 'tasks') ? piece : `$(tasks.${task}.results.${result})`,
    );
    this.results.set(key, named);
    return named;
  }
}

/** A StepAction has params of its own, which the step gives in the names of its task. */
function resolverOfStep({ declared, action }: StepInPlace, inTask: (text: string) => string): (text: string) => string {
  if (action?.from !== 'assembly') return inTask;
  const given = textsByName((declared.params ?? []).map(({ name, value }) => [name, value]));
  const defaults = textsByName((action.spec.params ?? []).map((param) => [param.name, param.default]));
  return (text) =>
    substitute(text, (reference) => {
      const name = paramOf(reference);
      const value = name === undefined ? '' : given.get(name) || defaults.get(name);
      return value ? inTask(value) : undefined;
    });
}

function textsByName(entries: readonly (readonly [string, unknown])[]): ReadonlyMap<string, string> {
  return new Map(entries.map(([name, value]) => [name, textOf(value)]));
}

function paramOf({ parts, index }: Reference): string | undefined {
  return parts.length === 2 && parts[0] === 'params' && index === undefined ? parts[1] : undefined;
}

/** The texts that commands write into a file; nothing in the place of one that cannot be told. */
function writtenInto(file: string, commands: readonly TaskCommand[]): readonly (string | undefined)[] {
  return commands.flatMap((command, i) => {
    if (command.into === file) return [outputOf(command)];
    const before = commands[i - 1];
    return command.program === 'tee' && command.words.includes(file) && before?.piped ? [outputOf(before)] : [];
  });
}

function outputOf({ program, words }: TaskCommand): string | undefined {
  if (program === 'echo') return words.filter((word) => word !== '-n').join(' ');
  return program === 'printf' && /^%s(\\n)?$/.test(words[0] ?? '') ? words[1] : undefined;
}
