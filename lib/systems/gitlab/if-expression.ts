/** What is known of a pipeline's variables: nothing where a name is missing, null where a variable is not set. */
export type KnownVariables = Readonly<Record<string, string | null>>;

/**
 * Whether an expression of `if` holds; nothing where it reads a variable that is not known, or where it cannot be read.
 * @see https://docs.gitlab.com/ci/jobs/job_rules/#cicd-variable-expressions
 */
export function tryHolds(expression: string, variables: KnownVariables): boolean | undefined {
  const tokens = expression.match(TOKEN) ?? [];
  if (tokens.join('') !== expression.replace(/("[^"]*"|'[^']*'|\/(?:\\.|[^/\\])+\/[ims]*)|\s+/g, '$1'))
    return undefined;
  const parser = new Parser(tokens, variables);
  const value = parser.either();
  return parser.isAtEnd ? value : undefined;
}

const TOKEN = /"[^"]*"|'[^']*'|\/(?:\\.|[^/\\])+\/[ims]*|\$\w+|null|==|!=|=~|!~|&&|\|\||[()]/g;

class Parser {
  private at = 0;

  public constructor(
    private readonly tokens: readonly string[],
    private readonly variables: KnownVariables,
  ) {}

  public get isAtEnd(): boolean {
    return this.at === this.tokens.length;
  }

  public either(): boolean | undefined {
    let value = this.both();
    while (this.take('||')) {
      const right = this.both();
      value = value === true || right === true ? true : value === false && right === false ? false : undefined;
    }
    return value;
  }

  private both(): boolean | undefined {
    let value = this.comparison();
    while (this.take('&&')) {
      const right = this.comparison();
      value = value === false || right === false ? false : value === true && right === true ? true : undefined;
    }
    return value;
  }

  private comparison(): boolean | undefined {
    if (this.take('(')) {
      const value = this.either();
      return this.take(')') ? value : undefined;
    }
    const left = this.operand();
    const operator = this.tokens[this.at];
    if (!/^(==|!=|=~|!~)$/.test(operator ?? '')) return left === undefined ? undefined : left !== null && left !== '';
    this.at += 1;
    const right = this.tokens[this.at] ?? '';
    const met = /~/.test(operator ?? '') ? matches(left, right, () => this.operand()) : equal(left, this.operand());
    return met === undefined ? undefined : met !== /^!/.test(operator ?? '');
  }

  private operand(): string | null | undefined {
    const token = this.tokens[this.at] ?? '';
    this.at += 1;
    if (token === 'null') return null;
    if (token.startsWith('$')) return this.variables[token.slice(1)];
    return /^["']/.test(token) ? token.slice(1, -1) : undefined;
  }

  private take(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at += 1;
    return true;
  }
}

type Operand = string | null | undefined;

function equal(left: Operand, right: Operand): boolean | undefined {
  return left === undefined || right === undefined ? undefined : left === right;
}

/** GitLab's expressions are RE2's: what differs from JavaScript's is rare in names of refs, and then nothing is said. */
function matches(left: Operand, pattern: string, skip: () => Operand): boolean | undefined {
  skip();
  const [, source, flags = ''] = /^\/(.+)\/([ims]*)$/.exec(pattern) ?? [];
  if (left === undefined || source === undefined || source.length > 200 || /\([^)]*[+*]\)[+*]/.test(source))
    return undefined;
  try {
    return new RegExp(source, flags).test(left ?? '');
  } catch {
    return undefined;
  }
}
