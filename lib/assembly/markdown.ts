/** A text inside a file: the code of a fence, or the whole file. */
export interface Passage {
  readonly text: string;
  /** The line of its first line in the file, counted from 1. */
  readonly firstLine: number;
}

const FENCE = /^([ \t]*(?:>[ \t]?)*[ \t]*)(`{3,}|~{3,})[ \t]*([^\s`{]*)/;
const LANGUAGES = ['', 'yaml', 'yml', 'json'];

/** The code fences of a Markdown text that may hold Kubernetes objects: YAML, JSON, and those that name no language. */
export function fencesOf(markdown: string): Passage[] {
  const passages: Passage[] = [];
  let open: Fence | undefined;
  for (const [index, line] of markdown.split(/\r?\n/).entries()) {
    const [, indent = '', marks, language = ''] = FENCE.exec(line) ?? [];
    if (open === undefined) {
      if (marks !== undefined)
        open = { indent: indent.length, marks, language: language.toLowerCase(), firstLine: index + 2, lines: [] };
    } else if (marks?.startsWith(open.marks) && language === '') {
      passages.push(...passageOf(open));
      open = undefined;
    } else {
      open.lines.push(withoutIndent(line, open.indent));
    }
  }
  return open === undefined ? passages : [...passages, ...passageOf(open)];
}

interface Fence {
  readonly indent: number;
  readonly marks: string;
  readonly language: string;
  readonly firstLine: number;
  readonly lines: string[];
}

function passageOf({ language, firstLine, lines }: Fence): Passage[] {
  return LANGUAGES.includes(language) ? [{ text: lines.join('\n'), firstLine }] : [];
}

/** A fence in a list item or a quotation is indented, and its lines with it. */
function withoutIndent(line: string, indent: number): string {
  const own = /^[ \t>]*/.exec(line)?.[0].length ?? 0;
  return line.slice(Math.min(indent, own));
}
