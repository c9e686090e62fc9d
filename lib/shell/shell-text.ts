import { invalid } from '../model';
import { type Quoting, ShellQuoting } from './shell-quoting';

/** What stands in a script in place of a value that is not its text. */
export type Insert = ShellVariable | ShellPiece | string | readonly (ShellVariable | string)[];

/** A variable of the shell that carries a value. */
export class ShellVariable {
  public constructor(
    public readonly name: string,
    /** What it carries, for messages. */
    public readonly meaning: string,
  ) {}
}

/** Text that is script itself. */
export class ShellPiece {
  public constructor(public readonly text: string) {}
}

/**
 * The text of a script from the parts of a template and what stands between them. The indentation that all lines have
 * is taken off; a text is quoted for the place where it stands, a variable is used in quotes. `shell` is the name of the
 * template for messages. Throws `<shell>: …` where the shell would not read an insert, or run it.
 */
export function shellText(shell: string, raw: readonly string[], inserts: readonly Insert[]): string {
  const quoting = new ShellQuoting();
  let text = '';
  dedent(raw).forEach((part, index) => {
    quoting.read(part);
    text += part;
    const insert = inserts[index];
    if (insert === undefined) return;
    const inserted = write(shell, insert, quoting.here);
    quoting.read(inserted);
    text += inserted;
  });
  return text.trimEnd();
}

function write(shell: string, insert: Insert, quoting: Quoting): string {
  if (insert instanceof ShellPiece) {
    if (quoting === 'bare') return insert.text;
    throw invalid(shell, `a piece of ${shell} outside quotes`, insert.text, 'put it on a line of its own');
  }
  if (isList(insert)) {
    if (quoting === 'bare') return insert.map((word) => write(shell, word, quoting)).join(' ');
    throw invalid(shell, 'a list of words outside quotes', insert);
  }
  return insert instanceof ShellVariable ? quoteVariable(shell, insert, quoting) : quoteText(shell, insert, quoting);
}

function quoteVariable(shell: string, { name, meaning }: ShellVariable, quoting: Quoting): string {
  if (quoting === 'bare') return `"$${name}"`;
  if (quoting === 'double' || quoting === 'heredoc') return `\${${name}}`;
  throw invalid(shell, 'a reference as a word or in double quotes', `${meaning} in ${PLACE[quoting]}`, MOVE);
}

function quoteText(shell: string, text: string, quoting: Quoting): string {
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
  const indent = indents.reduce(sharedStart, indents[0] ?? '');
  return parts.map((part, index) => {
    const text = part.replaceAll(`\n${indent}`, '\n');
    return index === 0 ? text.replace(/^[ \t]*\n/, '') : text;
  });
}

function isAtEnd(match: RegExpExecArray, part: string): boolean {
  return match.index + match[0].length === part.length;
}

function sharedStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}

function isList(insert: Insert): insert is readonly (ShellVariable | string)[] {
  return Array.isArray(insert);
}
