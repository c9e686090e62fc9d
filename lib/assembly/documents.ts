import { Composer, type Document, LineCounter, Parser } from 'yaml';

/** A document of a YAML text, or the reason why there is none. */
export type ReadDocument = { readonly document: Document } | { readonly failure: string; readonly offset: number };

/** The version of YAML that a reader follows. */
export type YamlVersion = '1.1' | '1.2';

/** The YAML documents of a text, one after the other, and the line of each character in it. */
export class Documents {
  private readonly lines = new LineCounter();

  /**
   * `firstLine` is the line of the text's first line in its file, counted from 1; `version` is that of the reader whose
   * view is wanted: to the API server `on` is a truth value, to GitHub a text.
   */
  public constructor(
    private readonly text: string,
    private readonly firstLine = 1,
    private readonly version: YamlVersion = '1.1',
  ) {}

  /** Each document in turn; only one is kept in memory. Never throws. */
  public *read(): Generator<ReadDocument> {
    const endless = tryEndlessNesting(this.text);
    if (endless !== undefined) {
      yield { failure: TOO_DEEP, offset: endless };
      return;
    }
    let composer = newComposer(this.version);
    for (const token of new Parser(this.lines.addNewLine).parse(this.text)) {
      try {
        for (const document of composer.next(token)) yield toRead(document);
      } catch (error) {
        yield { failure: wordsOf(error), offset: 'offset' in token ? token.offset : 0 };
        composer = newComposer(this.version);
      }
    }
    for (const document of composer.end()) yield toRead(document);
  }

  /** The line in the file, counted from 1, of a character of the text that has been read. */
  public lineAt(offset: number): number {
    return Math.max(1, this.lines.linePos(offset).line) + this.firstLine - 1;
  }
}

const TOO_DEEP = 'it is nested too deeply to be read';

/** Keys are compared by whoever reads the values: the composer's own comparison takes quadratic time. */
function newComposer(version: YamlVersion): Composer {
  return new Composer({ version, merge: true, uniqueKeys: false });
}

function toRead(document: Document): ReadDocument {
  const [error] = document.errors;
  if (!error) return { document };
  return { failure: error.code === 'RESOURCE_EXHAUSTION' ? TOO_DEEP : error.message, offset: error.pos[0] };
}

function wordsOf(error: unknown): string {
  if (error instanceof RangeError) return TOO_DEEP;
  return error instanceof Error ? error.message : String(error);
}

/** More open brackets, or dashes in a row, than any real file has: the parser would need many seconds to say so. */
const MOST_OPEN = 1_000;
const DASHES = new RegExp(`(?:[-?][ \\t]){${MOST_OPEN}}`);

/** Where brackets begin to be nested without end, quotes and comments not considered. */
function tryEndlessNesting(text: string): number | undefined {
  let open = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5b || code === 0x7b) open += 1;
    else if ((code === 0x5d || code === 0x7d) && open > 0) open -= 1;
    if (open > MOST_OPEN) return i;
  }
  const dashes = DASHES.exec(text);
  return dashes?.index;
}
