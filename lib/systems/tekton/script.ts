import { invalid } from '../../model';
import { type Insert, ShellPiece, shellText, ShellVariable } from '../../shell';
import { literal, type Scope, type Source, StringRef } from './reference';

/** What may stand in a script: a reference, a literal, several literal words, or another piece of script. */
export type ScriptValue<S extends Scope> = Word<S> | Script<S> | readonly Word<S>[];

type Word<S extends Scope = Scope> = StringRef<S> | string | number;

/** The shell that runs a script: what stands above the text. */
const SHELLS = {
  bash: ['#!/usr/bin/env bash', 'set -euo pipefail'],
  // dash before 0.5.13 has no pipefail and would leave the script; busybox has it.
  sh: ['#!/bin/sh', 'set -eu', 'if (set -o pipefail 2>/dev/null); then set -o pipefail; fi'],
  busybox: ['#!/busybox/sh', 'set -euo pipefail'],
} as const;

type Shell = keyof typeof SHELLS;

/**
 * A bash script: stops at the first failure, in a pipe too. What is interpolated never becomes text of the script: a
 * reference is handed over as an environment variable and used in quotes, a literal is quoted. Write `\${NAME}` for a
 * variable of the shell's own. Throws `bash: …` where a reference would stand in single quotes, a comment, backticks,
 * arithmetic, `${…}` or a quoted here-document: there the shell would not read it, or run it.
 */
export function bash<S extends Scope = never>(
  strings: TemplateStringsArray,
  ...values: readonly ScriptValue<S>[]
): Script<S> {
  return Script._of('bash', strings, values);
}

/** A script for `/bin/sh`, where an image has no bash; as `bash`, with `pipefail` where the shell knows it. */
export function sh<S extends Scope = never>(
  strings: TemplateStringsArray,
  ...values: readonly ScriptValue<S>[]
): Script<S> {
  return Script._of('sh', strings, values);
}

/** A script for the `debug` variant of a distroless image, whose only shell is `/busybox/sh`; as `bash`. */
export function busybox<S extends Scope = never>(
  strings: TemplateStringsArray,
  ...values: readonly ScriptValue<S>[]
): Script<S> {
  return Script._of('busybox', strings, values);
}

/** A script of a step, with the environment variables that carry what it interpolates. */
export class Script<S extends Scope = Scope> {
  /** @internal */
  public static _of<S extends Scope>(
    shell: Shell,
    strings: TemplateStringsArray,
    values: readonly ScriptValue<S>[],
  ): Script<S> {
    const variables = new Map<string, StringRef>();
    const raw = strings.raw.map((part) => literal(shell, part));
    const inserts = values.map((value) => insertOf(shell, value, variables));
    return new Script<S>(shell, shellText(shell, raw, inserts), variables);
  }

  /** Where the references in it can be read: never set, it only tells the compiler. */
  declare protected readonly readIn: S;

  private constructor(
    public readonly shell: Shell,
    /** The text without shebang and options: what stands where the script is part of another. */
    public readonly text: string,
    /** The references that it interpolates, by the environment variable that carries each. */
    public readonly variables: ReadonlyMap<string, StringRef>,
  ) {}

  /** Everything that it reads. */
  public get sources(): readonly Source[] {
    return [...this.variables.values()].flatMap((ref) => ref.sources);
  }

  /** @internal */
  public _render(): string {
    return [...SHELLS[this.shell], this.text, ''].join('\n');
  }
}

function insertOf(shell: Shell, value: ScriptValue<Scope>, variables: Map<string, StringRef>): Insert {
  if (value instanceof Script) {
    if (value.shell !== shell) {
      throw invalid(shell, `a piece of ${shell} outside quotes`, value.text, 'put it on a line of its own');
    }
    value.variables.forEach((ref) => note(shell, ref, variables));
    return new ShellPiece(value.text);
  }
  return isList(value) ? value.map((word) => wordOf(shell, word, variables)) : wordOf(shell, value, variables);
}

function wordOf(shell: Shell, word: Word, variables: Map<string, StringRef>): ShellVariable | string {
  if (!(word instanceof StringRef)) return literal(shell, String(word));
  note(shell, word, variables);
  return new ShellVariable(word.variable, word.expression);
}

function note(shell: Shell, ref: StringRef, variables: Map<string, StringRef>): void {
  const before = variables.get(ref.variable);
  if (before !== undefined && before.expression !== ref.expression) {
    throw invalid(
      shell,
      `one value for the variable ${ref.variable}`,
      [before.expression, ref.expression],
      'name one of them in env',
    );
  }
  variables.set(ref.variable, ref);
}

function isList(value: ScriptValue<Scope>): value is readonly Word[] {
  return Array.isArray(value);
}
