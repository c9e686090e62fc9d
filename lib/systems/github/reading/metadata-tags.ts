/** One line of the input `tags` of docker/metadata-action. */
export interface TagRule {
  readonly line: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** What stands behind the rule as a comment, which releases from 6 on take for a part of it. */
  readonly comment?: string;
}

/** What starts the run: a push of a branch or of a tag, a pull request, or a schedule. */
export interface TagOccasion {
  readonly event: 'branch' | 'tag' | 'pr' | 'schedule';
  /** The branch, the tag, or the number of the pull request. */
  readonly name: string;
  /** The full commit. */
  readonly commit: string;
  readonly isDefaultBranch?: boolean;
}

const PRIORITIES: Readonly<Record<string, number>> = {
  schedule: 1000,
  semver: 900,
  pep440: 900,
  match: 800,
  edge: 700,
  ref: 600,
  raw: 200,
  sha: 100,
};

/** Reads the input line by line. A line without `type` is a raw value. */
export function tagRulesIn(input: string): readonly TagRule[] {
  return input.split('\n').flatMap((raw) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) return [];
    const [, text = line, comment] = /^(.*?)\s+#\s*(.*)$/.exec(line) ?? [];
    const fields = text.split(/,(?![^{]*\}\})/).map((field) => field.trim());
    const attributes = Object.fromEntries(
      fields.flatMap((field) => {
        const at = field.indexOf('=');
        return at < 0 ? [['value', field]] : [[field.slice(0, at).trim().toLowerCase(), field.slice(at + 1).trim()]];
      }),
    );
    return { line, type: attributes['type'] ?? 'raw', attributes, ...(comment === undefined ? {} : { comment }) };
  });
}

/** The tags that rules make on an occasion, the one that becomes `version` first; `undefined` for what is computed. */
export function tagsOn(rules: readonly TagRule[], occasion: TagOccasion): readonly (string | undefined)[] {
  return rules
    .map((rule, i) => ({ rule, i, tag: tagOf(rule, occasion) }))
    .filter(({ tag, rule }) => tag !== null && rule.attributes['enable'] !== 'false')
    .sort((a, b) => priorityOf(b.rule) - priorityOf(a.rule) || a.i - b.i)
    .map(({ tag, rule }) => (tag === null || tag === undefined ? undefined : withFlavor(rule, tag)));
}

function priorityOf({ type, attributes }: TagRule): number {
  const own = Number(attributes['priority']);
  return attributes['priority'] !== undefined && !Number.isNaN(own) ? own : (PRIORITIES[type] ?? 0);
}

/** Whether a rule can make a tag on an occasion. */
export function appliesOn(rule: TagRule, occasion: TagOccasion): boolean {
  return tagOf(rule, occasion) !== null;
}

/** The tag of a rule before prefix and suffix: nothing for one that does not apply, `undefined` for one not known. */
function tagOf({ type, attributes }: TagRule, occasion: TagOccasion): string | null | undefined {
  const { event, name, commit } = occasion;
  switch (type) {
    case 'sha':
      return attributes['format'] === 'long' ? commit : commit.slice(0, 7);
    case 'ref':
      return attributes['event'] === event ? sanitized(name) : null;
    case 'semver':
    case 'pep440':
      if (attributes['value'] !== undefined && attributes['value'] !== '') return undefined;
      return event === 'tag' && /^v?\d+\.\d+\.\d+/.test(name) ? undefined : null;
    case 'match':
      if (attributes['value'] !== undefined && attributes['value'] !== '') return undefined;
      return event === 'tag' ? undefined : null;
    case 'schedule':
      return event === 'schedule' ? undefined : null;
    case 'edge': {
      const branch = attributes['branch'];
      if (event !== 'branch') return null;
      return branch === undefined || branch === ''
        ? occasion.isDefaultBranch === true
          ? 'edge'
          : undefined
        : branch === name
          ? 'edge'
          : null;
    }
    default: {
      const value = attributes['value'];
      return value === undefined || value.includes('${{') || value.includes('{{') ? undefined : value;
    }
  }
}

const DEFAULT_PREFIX: Readonly<Record<string, string>> = { sha: 'sha-' };

/** A prefix or suffix that is not given is that of the kind; an empty one is none. */
function withFlavor({ type, attributes }: TagRule, tag: string): string | undefined {
  const isRequest = type === 'ref' && attributes['event'] === 'pr';
  const prefix = attributes['prefix'] ?? (isRequest ? 'pr-' : (DEFAULT_PREFIX[type] ?? ''));
  const suffix = attributes['suffix'] ?? '';
  return /\{\{/.test(prefix + suffix) ? undefined : `${prefix}${tag}${suffix}`;
}

/** Characters that a tag cannot have become dashes. */
function sanitized(name: string): string {
  return name.replace(/[^a-zA-Z0-9._-]+/g, '-');
}
