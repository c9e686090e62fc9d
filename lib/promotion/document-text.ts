import { type Document, type Node, type Scalar, isAlias, isScalar, parseAllDocuments, visit } from 'yaml';
import { Refusal } from './refusal';
import { type Found } from './yaml-path';

/** A value to be written in the place of one that stands in a text. */
export interface Replacement {
  readonly found: Found;
  readonly value: string;
}

/** The text of a YAML file, of which single values can be replaced: every other byte stays what it is. */
export class DocumentText {
  /** Throws `Refusal` where the text cannot be read, or is read differently by different readers. */
  public static of(file: string, text: string): DocumentText {
    const documents = parseAllDocuments(text, { version: '1.1' }) as Document[];
    const [error] = documents.flatMap(({ errors }) => errors);
    if (error) throw new Refusal('target', `${file}: expected YAML, got a text with an error: ${firstLine(error)}`);
    return new DocumentText(file, text, documents);
  }

  private constructor(
    public readonly file: string,
    public readonly text: string,
    public readonly documents: readonly Document[],
  ) {}

  /** The text with the values replaced. Throws `Refusal` where one of them is not a text on one line that stands for itself. */
  public with(replacements: readonly Replacement[]): string {
    const edits = replacements
      .filter(({ found: { node }, value }) => !isScalar(node) || node.value !== value)
      .map(({ found, value }) => ({ ...this.rangeOf(found), value }))
      .sort((a, b) => b.start - a.start);
    return edits.reduce(
      (text, { start, end, quote, value }) => `${text.slice(0, start)}${quote}${value}${quote}${text.slice(end)}`,
      this.text,
    );
  }

  private rangeOf({ node, way }: Found): { readonly start: number; readonly end: number; readonly quote: string } {
    const shared = way.find((one) => isAlias(one) || this.isShared(one));
    if (shared) {
      throw this.refusal(
        'a value of its own',
        'an anchor that another place refers to',
        'a change would be seen there too',
      );
    }
    if (!isScalar(node) || !node.range || !STYLES.has(node.type ?? '')) {
      throw this.refusal('a text on one line', isScalar(node) ? `${String(node.type)}` : 'a list or map');
    }
    const [start, end] = node.range;
    if (start === end) throw this.refusal('a text', 'nothing', 'write "" there once');
    return { start, end, quote: node.type === 'QUOTE_SINGLE' ? "'" : '"' };
  }

  private isShared(node: Node): boolean {
    const anchor = 'anchor' in node ? node.anchor : undefined;
    if (anchor === undefined) return false;
    let used = false;
    for (const document of this.documents) {
      visit(document, {
        Alias: (_, alias) => {
          used ||= alias.source === anchor;
        },
      });
    }
    return used;
  }

  private refusal(expected: string, got: string, repair?: string): Refusal {
    return new Refusal('target', `${this.file}: expected ${expected}, got ${got}${repair ? `; ${repair}` : ''}`);
  }
}

const STYLES: ReadonlySet<string> = new Set(['PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE']);

/** The text of a scalar, as it is written without its quotes; nothing for anything else. */
export function textOf(node: Node | undefined): string | undefined {
  if (!isScalar(node)) return undefined;
  const { value, source }: Scalar = node;
  return typeof value === 'string' ? value : source;
}

function firstLine({ message }: Error): string {
  return (message.split('\n')[0] ?? '').replace(/:$/, '');
}
