/**
 * The JSON that `aws_iam_policy_document` makes of its blocks, as its attribute `json` has it, and `minified_json` without `indent`; nothing where that depends
 * on what is not written there: a dynamic block, another document, a computed effect, action or condition key. A computed
 * resource, principal or value stays the text `${…}`. What Terraform takes from a set comes in its order where that is by
 * the text; blocks on one condition key come as they are written.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function tryPolicyJson(body: Fields, indent = 2): string | undefined {
  try {
    return JSON.stringify(documentOf(body), null, indent).replace(/[<>&\u2028\u2029]/g, escaped);
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** Thrown where only Terraform can tell, and where it would refuse the document. */
class Undecided extends Error {}

/** As Go writes them in JSON. */
function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

const ELSEWHERE = ['dynamic', 'source_policy_documents', 'override_policy_documents', 'source_json', 'override_json'];

function documentOf(body: Fields): object {
  if (ELSEWHERE.some((field) => isGiven(body[field]))) throw new Undecided();
  const version = isGiven(body['version']) ? plainText(body['version']) : '2012-10-17';
  const statements = blocks(body['statement']).map((block) => statementOf(block, version));
  const sids = statements.flatMap((one) => one['Sid'] ?? []);
  if (new Set(sids).size < sids.length) throw new Undecided();
  return {
    Version: version,
    ...(isGiven(body['policy_id']) ? { Id: scalar(body['policy_id']) } : {}),
    ...(statements.length === 0 ? {} : { Statement: statements }),
  };
}

function statementOf(block: Fields, version: string): Fields {
  if (isGiven(block['dynamic'])) throw new Undecided();
  const sid = isGiven(block['sid']) ? scalar(block['sid']) : '';
  const conditions = blocks(block['condition']);
  return {
    ...(sid === '' ? {} : { Sid: sid }),
    Effect: isGiven(block['effect']) ? plainText(block['effect']) : 'Allow',
    ...some('Action', set(block['actions']).map(plainText)),
    ...some('NotAction', set(block['not_actions']).map(plainText)),
    ...some('Resource', variables(set(block['resources']), version)),
    ...some('NotResource', variables(set(block['not_resources']), version)),
    ...principals('Principal', blocks(block['principals']), version),
    ...principals('NotPrincipal', blocks(block['not_principals']), version),
    ...(conditions.length === 0 ? {} : { Condition: conditionsOf(conditions, version) }),
  };
}

/** One is a text by itself, and none is left out. */
function some(field: string, values: readonly string[]): Fields {
  return values.length === 0 ? {} : { [field]: oneOrMore(values) };
}

function oneOrMore(values: readonly string[]): string | readonly string[] {
  const [first = ''] = values;
  return values.length === 1 ? first : values;
}

function principals(field: string, given: readonly Fields[], version: string): Fields {
  if (given.length === 0) return {};
  const byType = new Map<string, (readonly string[])[]>();
  for (const one of given) {
    const type = plainText(one['type']);
    byType.set(type, [...(byType.get(type) ?? []), variables(set(one['identifiers']), version)]);
  }
  if (byType.size === 1 && byType.get('*')?.flat().join('\n') === '*') return { [field]: '*' };
  return { [field]: sorted([...byType].map(([type, ids]) => [type, oneOrMore(ids.flat())] as const)) };
}

function conditionsOf(given: readonly Fields[], version: string): Fields {
  const byTest = new Map<string, Map<string, string[]>>();
  for (const one of unique(given)) {
    const keys = byTest.get(plainText(one['test'])) ?? new Map<string, string[]>();
    const variable = plainText(one['variable']);
    keys.set(variable, [...(keys.get(variable) ?? []), ...variables(texts(one['values']), version)]);
    byTest.set(plainText(one['test']), keys);
  }
  return sorted(
    [...byTest].map(([test, keys]) => [test, sorted([...keys].map(([key, values]) => [key, oneOrMore(values)]))]),
  );
}

function unique(given: readonly Fields[]): readonly Fields[] {
  return [...new Map(given.map((one) => [JSON.stringify(one), one])).values()];
}

function sorted(entries: readonly (readonly [string, unknown])[]): Fields {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `&{aws:username}` is how a document writes what IAM itself fills in. */
function variables(values: readonly string[], version: string): readonly string[] {
  if (version !== '2012-10-17' && values.some((one) => one.includes('&{'))) throw new Undecided();
  return values.map((one) => one.replaceAll('&{', '${'));
}

/** The texts of a set, as the document lists them: the last by its letters first. */
function set(value: unknown): readonly string[] {
  return [...new Set(texts(value))].sort().reverse();
}

/** The texts of a list; an expression for all of them is one. */
function texts(value: unknown): readonly string[] {
  if (!isGiven(value)) return [];
  return Array.isArray(value) ? value.map(scalar) : [scalar(value)];
}

function scalar(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') throw new Undecided();
  return value;
}

function plainText(value: unknown): string {
  const text = scalar(value);
  if (text.includes('${')) throw new Undecided();
  return text;
}

/** A block of Terraform's JSON is an object or a list of them. */
function blocks(value: unknown): readonly Fields[] {
  if (!isGiven(value)) return [];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((one) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) throw new Undecided();
    return one as Fields;
  });
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
