import { invalid } from '../../model';
import { type Insert, ShellPiece, shellText, ShellVariable } from '../../shell';
import { partsOf, type Word } from '../../tools';
import { Expr, literal, text, type Value } from './expression';

/** What may stand in a script: an expression, a literal, several literal words, or another piece of script. */
export type ScriptValue = Expr | string | number | Script | readonly (Expr | string | number)[];

/** The shells that scripts are written for, as steps name them. */
export type Shell = 'bash' | 'sh';

/**
 * A bash script: stops at the first failure, in a pipe too. What is interpolated never becomes text of the script: an
 * expression is handed over as an environment variable of the step and used in quotes, a literal is quoted. Write
 * `\${NAME}` for a variable of the shell's own. Throws `bash: …` where an expression would stand in single quotes, a
 * comment, backticks, arithmetic, `${…}` or a quoted here-document, and where the text itself holds `${{`.
 */
export function bash(strings: TemplateStringsArray, ...values: readonly ScriptValue[]): Script {
  return Script._of('bash', strings, values);
}

/** A script for `/bin/sh`, in a container without bash; as `bash`, but for failures inside a pipe. */
export function sh(strings: TemplateStringsArray, ...values: readonly ScriptValue[]): Script {
  return Script._of('sh', strings, values);
}

/** One command as a piece of script: no word of it is ever split or read by the shell. */
export function command(words: readonly Word<Expr<string>>[]): Script {
  const joined = words.map((word) => joinedWord(partsOf(word)));
  return bash`${joined}`;
}

/** A script of a step, with the environment variables that carry what it interpolates. */
export class Script {
  /** @internal */
  public static _of(shell: Shell, strings: TemplateStringsArray, values: readonly ScriptValue[]): Script {
    const variables = new Map<string, Expr>();
    const raw = strings.raw.map((part) => literal(shell, part));
    const body = shellText(
      shell,
      raw,
      values.map((value) => insertOf(shell, value, variables)),
    );
    // Single pieces are free of it, but two of them side by side may make one.
    return new Script(shell, literal(shell, body), variables);
  }

  private constructor(
    public readonly shell: Shell,
    /** The text without its options: what stands where the script is part of another. */
    public readonly text: string,
    /** The expressions that it interpolates, by the environment variable that carries each. */
    public readonly variables: ReadonlyMap<string, Expr>,
  ) {}

  /** @internal */
  public _render(): string {
    return `${this.shell === 'bash' ? 'set -euo pipefail' : 'set -eu'}\n${this.text}\n`;
  }
}

function insertOf(shell: Shell, value: ScriptValue, variables: Map<string, Expr>): Insert {
  if (value instanceof Script) {
    if (value.shell !== shell) throw invalid(shell, `a piece of ${shell}`, value.text, `write it as ${shell}\`…\``);
    value.variables.forEach((expression, name) => note(shell, name, expression, variables));
    return new ShellPiece(value.text);
  }
  if (isList(value)) return value.map((word) => wordOf(shell, word, variables));
  return wordOf(shell, value, variables);
}

function wordOf(shell: Shell, word: Expr | string | number, variables: Map<string, Expr>): ShellVariable | string {
  if (!(word instanceof Expr)) return literal(shell, String(word));
  note(shell, word.variable, word, variables);
  return new ShellVariable(word.variable, word.code);
}

function note(shell: Shell, name: string, expression: Expr, variables: Map<string, Expr>): void {
  const before = variables.get(name);
  if (before !== undefined && before.code !== expression.code) {
    throw invalid(
      shell,
      `one value for the variable ${name}`,
      [before.code, expression.code],
      'name one of them with named(…)',
    );
  }
  variables.set(name, expression);
}

/** The same value under an environment variable of that name. Throws `named: …` for a name that runners reserve. */
export function named<T extends Value, R extends Expr['trust']>(name: string, expression: Expr<T, R>): Expr<T, R> {
  if (
    !/^[A-Z_][A-Z0-9_]*$/.test(name) ||
    /^(GITHUB|RUNNER|ACTIONS)_(?!TOKEN$)|^(PATH|HOME|BASH_ENV|ENV|IFS)$/.test(name)
  ) {
    throw invalid('named', 'capitals, digits and "_", no name that runners or shells reserve', name);
  }
  return expression._as(name);
}

function joinedWord(parts: readonly (string | Expr<string>)[]): Expr | string {
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return first;
  const strings = Object.assign(
    Array.from({ length: parts.length + 1 }, () => ''),
    { raw: [] },
  );
  return parts.every((part) => typeof part === 'string') ? parts.join('') : text(strings, ...parts);
}

function isList(value: ScriptValue): value is readonly (Expr | string | number)[] {
  return Array.isArray(value);
}
