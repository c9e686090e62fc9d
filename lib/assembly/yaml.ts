import * as yaml from 'js-yaml';

/**
 * Texts that a YAML 1.1 reader, such as the API server, takes for numbers and a YAML 1.2 writer would leave plain:
 * `1_000`, `12e4567`, `.`, `e0`. Declared as a type, so that the writer quotes them.
 */
const LIKE_A_NUMBER = new yaml.Type('tag:yaml.org,2002:like-a-number', {
  kind: 'scalar',
  resolve: (text: unknown) =>
    typeof text === 'string' && /^(?:[-+.\d][-+\d_.,:xXoObBa-fA-F]*|[eE][-+]?\d+)$/.test(text),
  construct: (text: unknown) => text,
});

const SCHEMA = yaml.DEFAULT_SCHEMA.extend({ implicit: [LIKE_A_NUMBER] });

/** Objects as YAML documents that mean the same to YAML 1.1 and 1.2 readers. Deterministic; no anchors, no folded lines. */
export function toYaml(documents: readonly object[]): string {
  return documents.map(write).join('---\n');
}

/** A block of spaces alone is read back as nothing, so a document with such a text is written in YAML's JSON form. */
function write(document: object): string {
  const text = yaml.dump(document, OPTIONS);
  const isRisky = /[|>]\d[-+]?\n/.test(text) && holdsBlankLines(document);
  return isRisky ? `${JSON.stringify(document, null, 2)}\n` : text;
}

function holdsBlankLines(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\n') && value.trim() === '';
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => holdsBlankLines(key) || holdsBlankLines(inner));
}

const OPTIONS: yaml.DumpOptions = { schema: SCHEMA, lineWidth: -1, noRefs: true };
