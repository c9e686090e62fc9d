import { invalid } from '../../model';
import { literal, type Scope, type Source, StringRef } from './reference';
import { type Quoting, ShellQuoting } from './shell-quoting';

/** What may stand in a script: a reference, a literal, several literal words, or another piece of script. */
export type ScriptValue<S extends Scope> =
  StringRef<S> | string | number | Script<S> | readonly (StringRef<S> | string | number)[];

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
    const quoting = new ShellQuoting();
    const variables = new Map<string, StringRef>();
    let body = '';
    const append = (text: string): void => {
      quoting.read(text);
      body += text;
    };
    dedent(strings.raw).forEach((part, index) => {
      append(literal(shell, part));
      const value = values[index];
      if (index < values.length && value !== undefined) append(insert(shell, value, quoting.here, variables));
    });
    return new Script<S>(shell, body.trimEnd(), variables);
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

function insert(shell: Shell, value: ScriptValue<Scope>, quoting: Quoting, variables: Map<string, StringRef>): string {
  if (value instanceof Script) {
    if (value.shell !== shell || quoting !== 'bare') {
      throw invalid(shell, `a piece of ${shell} outside quotes`, value.text, 'put it on a line of its own');
    }
    value.variables.forEach((ref) => note(shell, ref, variables));
    return value.text;
  }
  if (isList(value)) {
    if (quoting !== 'bare') throw invalid(shell, 'a list of words outside quotes', value);
    return value.map((word) => insert(shell, word, quoting, variables)).join(' ');
  }
  if (value instanceof StringRef) {
    note(shell, value, variables);
    return quoteVariable(shell, value, quoting);
  }
  return quoteLiteral(shell, literal(shell, String(value)), quoting);
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

function quoteVariable(shell: Shell, ref: StringRef, quoting: Quoting): string {
  if (quoting === 'bare') return `"$${ref.variable}"`;
  if (quoting === 'double' || quoting === 'heredoc') return `\${${ref.variable}}`;
  throw invalid(shell, 'a reference as a word or in double quotes', `${ref.expression} in ${PLACE[quoting]}`, MOVE);
}

function quoteLiteral(shell: Shell, text: string, quoting: Quoting): string {
  if (quoting === 'bare') return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
  if (quoting === 'single') return text.replaceAll("'", "'\\''");
  if (quoting === 'double') return text.replace(/[\\"$`]/g, '\\$&');
  if (quoting === 'heredoc' && !text.includes('\n')) return text.replace(/[\\$`]/g, '\\$&');
  throw invalid(shell, 'a literal of one line, as a word or in quotes', `${text} in ${PLACE[quoting]}`, MOVE);
}

const MOVE = 'give it to a variable first: name=${…}';

const PLACE: Record<Quoting, string> = {
  bare: 'a word',
  double: 'double quotes',
  single: 'single quotes',
  heredoc: 'a here-document',
  comment: 'a comment',
  'literal heredoc': 'a quoted here-document',
  expansion: '${…}',
  arithmetic: 'arithmetic',
  backticks: 'backticks',
};

/** The parts as written in the source, without the indentation that all lines have, and without an empty first line. */
function dedent(raw: readonly string[]): readonly string[] {
  const parts = raw.map((part) => part.replaceAll('\\`', '`').replaceAll('\\${', '${'));
  const indents = parts.flatMap((part, index) =>
    [...part.matchAll(/\n([ \t]*)(?=([^\n]?))/g)]
      .filter((match) => match[2] !== '' || (index < parts.length - 1 && isAtEnd(match, part)))
      .map((match) => match[1] ?? ''),
  );
  const indent = indents.reduce(common, indents[0] ?? '');
  return parts.map((part, index) => {
    const text = part.replaceAll(`\n${indent}`, '\n');
    return index === 0 ? text.replace(/^[ \t]*\n/, '') : text;
  });
}

function isAtEnd(match: RegExpExecArray, part: string): boolean {
  return match.index + match[0].length === part.length;
}

function common(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}

function isList(value: ScriptValue<Scope>): value is readonly (StringRef | string | number)[] {
  return Array.isArray(value);
}
