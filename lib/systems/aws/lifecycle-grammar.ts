import { type LifecycleRule } from './retention';
import { isRecord, tryParseJson } from './json-text';

/** A lifecycle policy as it was read: the rules that ECR would take, and why it would refuse the others. */
export interface ReadLifecycle {
  readonly rules: readonly LifecycleRule[];
  readonly refused: readonly { readonly rule: string; readonly fault: string }[];
}

/**
 * Reads the JSON of a lifecycle policy. Nothing comes back where the text is not JSON with a list of rules: it may be an
 * expression that only Terraform can evaluate.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
export function tryReadLifecycle(text: unknown): ReadLifecycle | undefined {
  const parsed = typeof text === 'string' ? tryParseJson(text) : undefined;
  if (!isRecord(parsed) || !Array.isArray(parsed['rules'])) return undefined;
  const rules: LifecycleRule[] = [];
  const refused: { rule: string; fault: string }[] = [];
  for (const [index, raw] of (parsed['rules'] as unknown[]).entries()) {
    const fault = tryFault(raw);
    if (fault === undefined) rules.push(raw as LifecycleRule);
    else refused.push({ rule: `rules[${index}]`, fault });
  }
  return { rules, refused };
}

type Fields = Readonly<Record<string, unknown>>;
type Check = (selection: Fields, action: Fields, rule: Fields) => string | undefined;

/** Why ECR would refuse a rule, if it would. */
function tryFault(rule: unknown): string | undefined {
  if (!isRecord(rule)) return 'it is not an object';
  const { selection, action } = rule;
  if (!isRecord(selection) || !isRecord(action)) return 'it needs a selection and an action';
  for (const check of CHECKS) {
    const fault = check(selection, action, rule);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

const RULE_FIELDS = ['rulePriority', 'description', 'selection', 'action'];
const SELECTION_FIELDS = [
  'tagStatus',
  'tagPatternList',
  'tagPrefixList',
  'storageClass',
  'countType',
  'countUnit',
  'countNumber',
];
const ACTION_FIELDS = ['type', 'targetStorageClass'];
const COUNT_TYPES = ['imageCountMoreThan', 'sinceImagePushed', 'sinceImagePulled', 'sinceImageTransitioned'];

const CHECKS: readonly Check[] = [
  (selection, action, rule) =>
    unknownField(rule, RULE_FIELDS) ?? unknownField(selection, SELECTION_FIELDS) ?? unknownField(action, ACTION_FIELDS),
  (_, __, { rulePriority }) => need(isCount(rulePriority), 'rulePriority is not a whole number of at least 1'),
  ({ countNumber }) => need(isCount(countNumber), 'countNumber is not a whole number of at least 1'),
  ({ tagStatus }) => oneOf('tagStatus', tagStatus, ['tagged', 'untagged', 'any']),
  ({ countType }) => oneOf('countType', countType, COUNT_TYPES),
  ({ storageClass = 'standard' }) => oneOf('storageClass', storageClass, ['standard', 'archive']),
  (_, { type }) => oneOf('action.type', type, ['expire', 'transition']),
  tagLists,
  ({ countType, countUnit }) =>
    countType === 'imageCountMoreThan'
      ? need(countUnit === undefined, 'countUnit goes with the count types that begin with "since" only')
      : need(countUnit === 'days', `countType "${String(countType)}" needs countUnit "days"`),
  archiveRules,
];

function tagLists({ tagStatus, tagPatternList, tagPrefixList }: Fields): string | undefined {
  if (tagPatternList !== undefined && tagPrefixList !== undefined) return 'it has tagPatternList and tagPrefixList';
  const list = tagPatternList ?? tagPrefixList;
  if (tagStatus !== 'tagged') return need(list === undefined, `tagStatus "${String(tagStatus)}" takes no list of tags`);
  if (!Array.isArray(list) || list.length === 0) return 'tagStatus "tagged" needs tagPatternList or tagPrefixList';
  if (!list.every((one) => typeof one === 'string' && one !== '')) return 'the list of tags has an empty entry';
  const starred = list.find((one: string) => one.split('*').length > 5);
  return need(starred === undefined, `"${String(starred)}" has more than four "*"`);
}

function archiveRules({ countType, storageClass }: Fields, { type, targetStorageClass }: Fields): string | undefined {
  if (type === 'transition' && targetStorageClass !== 'archive')
    return 'a transition needs targetStorageClass "archive"';
  if (type === 'expire' && targetStorageClass !== undefined) return 'targetStorageClass goes with transition only';
  if (countType === 'sinceImagePulled' && type !== 'transition') return 'sinceImagePulled can only transition';
  if (countType === 'sinceImageTransitioned' && (type !== 'expire' || storageClass !== 'archive')) {
    return 'sinceImageTransitioned can only expire images of storageClass "archive"';
  }
  return undefined;
}

function unknownField(fields: Fields, known: readonly string[]): string | undefined {
  const unknown = Object.keys(fields).find((field) => !known.includes(field));
  if (unknown !== undefined) return `${unknown} is not a field`;
  const empty = Object.keys(fields).find((field) => fields[field] === null);
  return empty === undefined ? undefined : `${empty} is null`;
}

function oneOf(field: string, value: unknown, allowed: readonly string[]): string | undefined {
  return need(typeof value === 'string' && allowed.includes(value), `${field} is none of ${allowed.join(', ')}`);
}

function need(met: boolean, fault: string): string | undefined {
  return met ? undefined : fault;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}
