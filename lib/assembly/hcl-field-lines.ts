import { type FieldAsked } from './field-lines';
import { type Passage } from './markdown';

/** The lines of fields in HCL, in the order in which they are asked for: that of the argument or block, else its resource's. */
export function hclFieldLines(passages: readonly Passage[], asked: readonly FieldAsked[]): number[] {
  const lines = passages.flatMap(({ text }) => text.split('\n'));
  return asked.map(({ line, path }) => {
    const [field = ''] = path.split(/[.[]/);
    return field === '' ? line : lineOf(field, line, lines);
  });
}

/** A resource ends where a brace stands at the beginning of a line, as `terraform fmt` writes it. */
function lineOf(field: string, first: number, lines: readonly string[]): number {
  const written = new RegExp(`(^|[{\\s"])${field.replace(/\W/g, '')}"?\\s*[={]`);
  for (let line = first; line <= lines.length; line++) {
    const text = lines[line - 1] ?? '';
    if (written.test(text)) return line;
    if (line > first && text.startsWith('}')) break;
  }
  return first;
}
