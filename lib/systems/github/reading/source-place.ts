import { type OneDocument, type RepositoryFileContent } from '../../../assembly';
import { type Place } from '../../../audit';

/** Where the fields of one file stand, for findings. */
export class SourcePlace {
  private readonly lines: readonly string[];

  public constructor(
    public readonly file: RepositoryFileContent,
    private readonly document: OneDocument,
    private readonly noun: string,
  ) {
    this.lines = file.content.split('\n');
  }

  /** The place of a field; of the line in it, counted from 0, where it is a block that keeps its lines. */
  public at(path: string, lineInText = 0): Place {
    const key = this.document.lineOf(path);
    const isBlock = /[:-]\s+\|[-+\d]*\s*(#.*)?$/.test(this.lines[key - 1] ?? '');
    const line = isBlock ? key + 1 + lineInText : key;
    return { ...this.whole(), origin: { ...this.whole().origin, line: lineInText > 0 ? line : key }, path };
  }

  /** The place of what stands at a character of a field's text. */
  public within(path: string, text: string, offset: number): Place {
    const before = text.slice(0, offset).split('\n').length - 1;
    const place = this.at(path, before);
    const { line = 1 } = place.origin;
    const isBlock = /[:-]\s+\|[-+\d]*\s*(#.*)?$/.test(this.lines[line - 1] ?? '');
    return before === 0 && isBlock ? { ...place, origin: { ...place.origin, line: line + 1 } } : place;
  }

  /** The place of the file itself, or of one line in it. */
  public whole(line = 1): Place {
    const { file } = this;
    return {
      origin: { ...file.origin, file: file.origin.file ?? file.path, line },
      subject: `${this.noun} ${file.path}`,
    };
  }

  /** What stands in the line of a field, with its comment. */
  public lineText(path: string): string {
    return this.lines[this.document.lineOf(path) - 1] ?? '';
  }
}
