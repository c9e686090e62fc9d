/** What is worth a line of its own: the members of these. */
const LISTED = new Set(['properties', 'definitions', 'kinds']);

/** JSON that is compact and still gives a readable diff: one line for each top-level key, property and definition. */
export function linesOf(value: object): string {
  const members = Object.entries(value).map(([key, inner]: [string, unknown]) =>
    LISTED.has(key) ? member(key, block(Object.entries(inner as object).map(toMember))) : toMember([key, inner]),
  );
  return `${block(members)}\n`;
}

function block(members: readonly string[]): string {
  return `{\n${members.join(',\n')}\n}`;
}

function toMember([key, value]: [string, unknown]): string {
  return member(key, JSON.stringify(value));
}

function member(key: string, json: string): string {
  return `${JSON.stringify(key)}: ${json}`;
}
