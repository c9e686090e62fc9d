/** One command of a script, as far as its words can be told without running it. */
export interface ShellCommand {
  /** Its words without quotes; what a shell would compute stays as written. */
  readonly words: readonly string[];
  /** What joins it to the next: `|`, `|&`, `||`, `&&`, `;`, `&`, or nothing at the end. */
  readonly then: string;
  /** Whether the script asks how it ended: behind `if`, `while`, `until` or `!`. */
  readonly asked?: boolean;
}

/**
 * The commands of a script in their order: those in functions, loops and groups too, each as one; comments and
 * here-documents are left out. What is computed, `$(…)` and backticks, counts as part of a word.
 */
export function shellCommands(script: string): readonly ShellCommand[] {
  return new Lexer(script.replace(/\\\r?\n/g, ' ')).commands();
}

class Lexer {
  private at = 0;
  private readonly found: ShellCommand[] = [];
  private words: string[] = [];
  private word = '';
  private quoted = false;
  private readonly heredocs: string[] = [];
  private groups = 0;

  public constructor(private readonly text: string) {}

  public commands(): readonly ShellCommand[] {
    while (this.at < this.text.length) this.step();
    this.endCommand('');
    return this.found;
  }

  private step(): void {
    const rest = this.text.slice(this.at, this.at + 3);
    const [char = ''] = rest;
    if (char === '\n') this.newLine();
    else if (/\s/.test(char)) this.skip(1, () => this.endWord());
    else if (char === '#' && this.word === '' && !this.quoted) this.at = this.endOfLine();
    else if (char === "'" || char === '"') this.readQuoted(char);
    else if (char === '\\') this.take(2);
    else if (rest.startsWith('$(') || rest.startsWith('${') || char === '`') this.readComputed();
    else if (rest === '<<<') this.take(3);
    else if (rest.startsWith('<<')) this.readHeredocMark();
    else this.operatorOrCharacter(rest);
  }

  private operatorOrCharacter(rest: string): void {
    // In `2>&1` and `&>file` the ampersand is part of a redirection.
    const redirection = /^[<>]&|^&>/.exec(rest)?.[0];
    if (redirection !== undefined) return this.take(redirection.length);
    const operator = /^(\|\||&&|\|&|;;|[|;&(){}])/.exec(rest)?.[0];
    if (operator === undefined || (/[{}]/.test(operator) && this.word !== '')) return this.take(1);
    if (operator === '(' && /^[A-Za-z_]\w*\+?=$/.test(this.word)) return this.readComputed();
    this.skip(operator.length, () => this.operate(operator));
  }

  private operate(operator: string): void {
    if (operator === '(') this.groups += 1;
    if (operator !== ')') return this.endCommand(/[({}]/.test(operator) ? ';' : operator);
    if (this.groups === 0) return this.dropPattern();
    this.groups -= 1;
    this.endCommand(';');
  }

  /** What stands before a parenthesis that closes nothing is a pattern of `case`. */
  private dropPattern(): void {
    this.word = '';
    this.words = [];
    while (this.found.at(-1)?.then === '|') this.found.pop();
  }

  private take(length: number): void {
    this.word += this.text.slice(this.at, this.at + length).replace(/^\\/, '');
    this.at += length;
  }

  private skip(length: number, act: () => void): void {
    this.at += length;
    act();
  }

  private readQuoted(quote: string): void {
    this.quoted = true;
    this.at += 1;
    while (this.at < this.text.length && this.text[this.at] !== quote) {
      if (quote === '"' && this.text[this.at] === '\\') this.take(2);
      else if (quote === '"' && this.text.startsWith('$(', this.at)) this.readComputed();
      else this.take(1);
    }
    this.at += 1;
  }

  private readComputed(): void {
    const end = endOfComputed(this.text, this.at);
    this.word += this.text.slice(this.at, end);
    this.at = end;
  }

  private readHeredocMark(): void {
    const mark = /^<<-?\s*(['"]?)([\w-]+)\1/.exec(this.text.slice(this.at, this.at + 80));
    if (!mark) return this.take(2);
    this.heredocs.push(mark[2] ?? '');
    this.at += mark[0].length;
  }

  private newLine(): void {
    this.endCommand(';');
    this.at += 1;
    for (let mark = this.heredocs.shift(); mark !== undefined; mark = this.heredocs.shift()) {
      const end = new RegExp(`^\\t*${mark}$`, 'm').exec(this.text.slice(this.at));
      this.at = end ? this.at + end.index + end[0].length : this.text.length;
    }
  }

  private endOfLine(): number {
    const end = this.text.indexOf('\n', this.at);
    return end < 0 ? this.text.length : end;
  }

  private endWord(): void {
    if (this.word !== '' || this.quoted) this.words.push(this.word);
    this.word = '';
    this.quoted = false;
  }

  private endCommand(then: string): void {
    this.endWord();
    const words = withoutPrefix(this.words);
    const asked = this.words.slice(0, this.words.length - words.length).some((word) => ASKING.test(word));
    const last = this.found.at(-1);
    if (words.length > 0) this.found.push({ words, then, ...(asked ? { asked } : {}) });
    // Behind a group: what joins it to the next joins its last command.
    else if (last?.then === ';' && then !== '') this.found[this.found.length - 1] = { ...last, then };
    this.words = [];
  }
}

/** Where `$(…)`, `${…}`, the list behind `name=` or a text in backticks ends. */
function endOfComputed(text: string, from: number): number {
  if (text[from] === '`') {
    const end = text.indexOf('`', from + 1);
    return end < 0 ? text.length : end + 1;
  }
  const start = text[from] === '$' ? from + 1 : from;
  const [open, close] = text[start] === '(' ? ['(', ')'] : ['{', '}'];
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === open) depth += 1;
    if (text[at] === close && --depth === 0) return at + 1;
  }
  return text.length;
}

const ASKING = /^(if|elif|while|until|!)$/;
const KEYWORDS = /^(if|then|else|elif|while|until|do|!|time|exec|sudo|nice|command)$/;

/** Without keywords before the command itself. */
function withoutPrefix(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word) => !KEYWORDS.test(word));
  return start < 0 ? [] : words.slice(start);
}

/** The name of the program that a command runs, without folder and without variables set for it. */
export function programOf({ words }: ShellCommand): string {
  const program = words.find((word) => !/^[A-Za-z_]\w*\+?=/.test(word)) ?? '';
  return program.slice(program.lastIndexOf('/') + 1);
}
