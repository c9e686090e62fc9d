/** How the shell would read what is inserted at a place of a script. */
export type Quoting =
  'bare' | 'double' | 'single' | 'heredoc' | 'comment' | 'literal heredoc' | 'expansion' | 'arithmetic' | 'backticks';

interface Heredoc {
  readonly delimiter: string;
  readonly literal: boolean;
  readonly tabs: boolean;
}

type Frame = Quoting | 'group' | 'ansi';

/**
 * Follows a shell script and knows at each point whether it stands inside quotes, a comment, a here-document or an
 * arithmetic expression. It reads bash and POSIX sh; a `case` pattern inside `$(…)` must open its parenthesis.
 */
export class ShellQuoting {
  private readonly frames: Frame[] = ['bare'];
  private readonly open: Heredoc[] = [];
  private readonly pending: Heredoc[] = [];
  private line = '';

  /** What an insertion here would be. */
  public get here(): Quoting {
    const top = this.top;
    if (top === 'group') return 'bare';
    return top === 'ansi' ? 'single' : top;
  }

  /** Reads on. */
  public read(text: string): void {
    for (let at = 0; at < text.length; at += this.step(text, at));
  }

  /** Whether a `${…}` here stands in double quotes or a here-document: a single quote is a letter there. */
  private get inText(): boolean {
    const outer = this.frames.filter((frame) => frame !== 'expansion').at(-1);
    return this.top === 'expansion' && (outer === 'double' || outer === 'heredoc');
  }

  private get top(): Frame {
    return this.frames[this.frames.length - 1] ?? 'bare';
  }

  private step(text: string, at: number): number {
    const char = text[at] ?? '';
    const length = this.take(text, at, char);
    const taken = text.slice(at, at + length);
    const newline = taken.lastIndexOf('\n');
    this.line = newline < 0 ? this.line + taken : taken.slice(newline + 1);
    return length;
  }

  private take(text: string, at: number, char: string): number {
    switch (this.top) {
      case 'single':
        return this.closeAt(char, "'");
      case 'ansi':
        return char === '\\' ? 2 : this.closeAt(char, "'");
      case 'comment':
        return char === '\n' ? this.endComment() : 1;
      case 'heredoc':
      case 'literal heredoc':
        return this.takeHeredoc(text, at, char);
      case 'double':
        return char === '\\' ? 2 : this.opened(text, at) || this.closeAt(char, '"');
      case 'backticks':
        return char === '\\' ? 2 : this.closeAt(char, '`');
      case 'expansion':
        return char === '\\' ? 2 : this.opened(text, at) || this.quoted(char) || this.closeAt(char, '}');
      case 'arithmetic':
        return this.opened(text, at) || this.takeArithmetic(text, at, char);
      case 'bare':
      case 'group':
        return this.takeCommand(text, at, char);
    }
  }

  private takeCommand(text: string, at: number, char: string): number {
    if (char === '\\') return 2;
    if (char === '\n') return this.startHeredocs();
    if (char === '#' && /(^|[\s;&|()])$/.test(this.line)) return this.push('comment');
    const heredoc = char === '<' ? HEREDOC.exec(text.slice(at, at + LONGEST_DELIMITER)) : null;
    if (heredoc && !this.line.endsWith('<')) return this.announce(heredoc);
    if (text.startsWith('((', at)) return this.push('arithmetic', 2);
    if (char === '(') return this.push('group');
    if (char === ')' && this.top === 'group') return this.pop();
    return this.opened(text, at) || this.quoted(char);
  }

  /** What opens inside double quotes too. Nothing is 0 characters. */
  private opened(text: string, at: number): number {
    if (text.startsWith('$((', at)) return this.push('arithmetic', 3);
    if (text.startsWith('$(', at)) return this.push('group', 2);
    if (text.startsWith('${', at)) return this.push('expansion', 2);
    return text[at] === '`' ? this.push('backticks') : 0;
  }

  /** What opens outside quotes only. Any other character is just read. */
  private quoted(char: string): number {
    if (char === "'" && !this.inText) return this.push(this.line.endsWith('$') ? 'ansi' : 'single');
    if (char === '"') return this.push('double');
    return this.top === 'expansion' ? 0 : 1;
  }

  private takeArithmetic(text: string, at: number, char: string): number {
    if (char === '(') return this.push('arithmetic');
    if (char !== ')') return 1;
    const nested = this.frames[this.frames.length - 2] === 'arithmetic';
    this.frames.pop();
    return !nested && text[at + 1] === ')' ? 2 : 1;
  }

  private takeHeredoc(text: string, at: number, char: string): number {
    const heredoc = this.open[this.open.length - 1];
    if (heredoc && this.line === '') {
      const end = /^[^\n]*/.exec(text.slice(at))?.[0] ?? '';
      if ((heredoc.tabs ? end.replace(/^\t+/, '') : end) === heredoc.delimiter) {
        this.open.pop();
        this.frames.pop();
        return Math.max(end.length, 1);
      }
    }
    if (this.top === 'literal heredoc') return 1;
    return char === '\\' ? 2 : this.opened(text, at) || 1;
  }

  private announce(match: RegExpExecArray): number {
    const [whole, dash, quote, word = ''] = match;
    this.pending.push({ delimiter: word, literal: quote !== '', tabs: dash !== '' });
    return whole.length;
  }

  private startHeredocs(): number {
    for (const heredoc of this.pending.splice(0).reverse()) {
      this.open.push(heredoc);
      this.frames.push(heredoc.literal ? 'literal heredoc' : 'heredoc');
    }
    return 1;
  }

  private endComment(): number {
    this.frames.pop();
    return this.startHeredocs();
  }

  private push(frame: Frame, length = 1): number {
    this.frames.push(frame);
    return length;
  }

  private pop(): number {
    this.frames.pop();
    return 1;
  }

  private closeAt(char: string, end: string): number {
    return char === end ? this.pop() : 1;
  }
}

const LONGEST_DELIMITER = 200;
const HEREDOC = /^<<(-?)[ \t]*(['"\\]?)([A-Za-z_]\w*)['"]?/;
