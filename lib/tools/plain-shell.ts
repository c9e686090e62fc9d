import { invalid } from '../model';

/** An environment variable that a script reads. */
export class Variable {
  /** Throws `Variable: …` unless the name is one that every shell takes. */
  public static of(name: string): Variable {
    if (!/^[A-Z_][A-Z0-9_]*$/.test(name)) throw invalid('Variable', 'capital letters, digits and "_"', name);
    return new Variable(name);
  }

  private constructor(public readonly name: string) {}

  /** The word that stands for its value; the empty word where nobody sets it. */
  public get word(): string {
    return `"\${${this.name}:-}"`;
  }
}

/** Lines of a script that no CI system is part of: its values come from environment variables. */
export class PlainScript {
  public constructor(public readonly text: string) {}
}

/** What may stand in a plain script, each as a word of its own: outside quotes. */
export type PlainValue = Variable | PlainScript;

/** The template tag of scripts that every CI system can run: a literal is quoted, a variable is read in quotes. */
export function plainSh(
  strings: TemplateStringsArray,
  ...values: readonly (PlainValue | string | number)[]
): PlainScript {
  const parts = strings.raw.map((part) => part.replaceAll('\\`', '`').replaceAll('\\${', '${'));
  const indent = /\n( *)\S/.exec(`${parts[0] ?? ''}x`)?.[1] ?? '';
  const lines = parts.map((part) => part.replaceAll(`\n${indent}`, '\n'));
  const text = lines.map((part, i) => `${part}${wordOf(values[i])}`).join('');
  return new PlainScript(text.replace(/^\n/, '').trimEnd());
}

function wordOf(value: PlainValue | string | number | undefined): string {
  if (value === undefined) return '';
  if (value instanceof PlainScript) return value.text;
  if (value instanceof Variable) return value.word;
  const text = String(value);
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
