import { isRecord, tryParseJson } from './json-text';

/**
 * An IAM policy, as its JSON has it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: readonly Statement[];
}

/** One statement of a policy. Where JSON allows one text or a list, so does this; `listOf` makes it a list. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: Principal;
  readonly NotPrincipal?: Principal;
  readonly Action?: OneOrMore;
  readonly NotAction?: OneOrMore;
  readonly Resource?: OneOrMore;
  readonly NotResource?: OneOrMore;
  readonly Condition?: Conditions;
}

export type OneOrMore = string | readonly string[];
export type Principal = '*' | Readonly<Record<string, OneOrMore>>;
/** Operator → key → values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>;

/** One or more texts as a list. */
export function listOf(value: OneOrMore | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

/**
 * Reads a policy from an attribute of a Terraform resource. Nothing comes back where it is not a policy's JSON, for it may
 * be an expression that only Terraform can evaluate, nor where such an expression says what is allowed or asked for.
 */
export function tryReadPolicy(attribute: unknown): PolicyDocument | undefined {
  const parsed = typeof attribute === 'string' ? tryParseJson(attribute) : undefined;
  if (!isRecord(parsed)) return undefined;
  const statements: unknown[] = Array.isArray(parsed['Statement']) ? parsed['Statement'] : [parsed['Statement']];
  const read = statements.filter(isRecord).map(statementOf);
  return statements.some(hasComputedEffect) || read.some(hasComputedCondition) ? undefined : { Statement: read };
}

/** Whether Terraform, or IAM itself, puts something into a text before it is known. */
export function isComputed(text: string): boolean {
  return text.includes('${');
}

/** Neither an effect nor an action has a variable of IAM in it: what is open there, Terraform alone knows. */
function hasComputedEffect(statement: unknown): boolean {
  if (!isRecord(statement)) return false;
  const given = ['Effect', 'Action', 'NotAction'].map((field) => JSON.stringify(statement[field] ?? ''));
  return [...Object.keys(statement), ...given].some(isComputed);
}

/** Only Terraform knows what a key such as `${local.issuer}:sub` asks for. */
function hasComputedCondition({ Condition = {} }: Statement): boolean {
  return Object.values(Condition).some((keys) => Object.keys(keys).some(isComputed));
}

/** Terraform checks no policy, so a statement from a file may hold anything: what is no text or list is left out. */
function statementOf(record: Record<string, unknown>): Statement {
  const sid = record['Sid'];
  return {
    ...(typeof sid === 'string' ? { Sid: sid } : {}),
    Effect: record['Effect'] === 'Deny' ? 'Deny' : 'Allow',
    Principal: principalOf(record['Principal']),
    NotPrincipal: principalOf(record['NotPrincipal']),
    Action: textsOf(record['Action']),
    NotAction: textsOf(record['NotAction']),
    Resource: textsOf(record['Resource']),
    NotResource: textsOf(record['NotResource']),
    Condition: mapRecord(record['Condition'], (keys) => mapRecord(keys, textsOf)),
  };
}

function principalOf(value: unknown): Principal | undefined {
  return value === '*' ? value : mapRecord(value, textsOf);
}

function textsOf(value: unknown): readonly string[] | undefined {
  if (Array.isArray(value)) return value.map(String);
  return ['string', 'number', 'boolean'].includes(typeof value) ? [String(value)] : undefined;
}

function mapRecord<V>(value: unknown, map: (entry: unknown) => V | undefined): Record<string, V> | undefined {
  if (!isRecord(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]) => {
      const mapped = map(entry);
      return mapped === undefined ? [] : [[key, mapped] as const];
    }),
  );
}
