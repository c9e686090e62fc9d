import { type Conditions, listOf } from './policy-document';
import { matchesWildcard } from './wildcard';

/** What is known of a request: condition key → value or values. Keys are compared without case, as AWS does. */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

/**
 * Whether a request meets all conditions of a statement. Nothing comes back where an operator is not known here (dates,
 * numbers, addresses) and the known ones do not decide.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function tryMeets(conditions: Conditions | undefined, context: RequestContext): boolean | undefined {
  const values = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), listOf(value)]));
  let unknown = false;
  for (const [operator, keys] of Object.entries(conditions ?? {})) {
    for (const [key, expected] of Object.entries(keys)) {
      const met = meetsOne(operator, listOf(expected), values.get(key.toLowerCase()));
      if (met === false) return false;
      if (met === undefined) unknown = true;
    }
  }
  return unknown ? undefined : true;
}

/** An operator without its set prefix and its suffix, in lower case: `ForAllValues:StringLikeIfExists` → `stringlike`. */
export function baseOperator(operator: string): string {
  return operator
    .toLowerCase()
    .replace(/^forallvalues:|^foranyvalue:/, '')
    .replace(/ifexists$/, '');
}

/** Whether a set operator passes when the key is absent: the trap of `ForAllValues` in an Allow statement. */
export function passesWhenAbsent(operator: string): boolean {
  return /^forallvalues:/i.test(operator) || /ifexists$/i.test(operator);
}

function meetsOne(
  operator: string,
  expected: readonly string[],
  actual: readonly string[] | undefined,
): boolean | undefined {
  const base = baseOperator(operator);
  if (base === 'null') return expected.some((value) => (value.toLowerCase() === 'true') === (actual === undefined));
  const test = TESTS[base];
  if (!test) return undefined;
  if (actual === undefined || actual.length === 0) {
    return passesWhenAbsent(operator) || (test.negated && !/^foranyvalue:/i.test(operator));
  }
  const one = (value: string): boolean => expected.some((pattern) => test.matches(pattern, value)) !== test.negated;
  return /^forallvalues:/i.test(operator) ? actual.every(one) : actual.some(one);
}

interface Test {
  readonly negated: boolean;
  readonly matches: (pattern: string, value: string) => boolean;
}

const equal: Test['matches'] = (pattern, value) => pattern === value;
const equalIgnoringCase: Test['matches'] = (pattern, value) => pattern.toLowerCase() === value.toLowerCase();

const TESTS: Readonly<Record<string, Test | undefined>> = {
  stringequals: { negated: false, matches: equal },
  stringnotequals: { negated: true, matches: equal },
  stringequalsignorecase: { negated: false, matches: equalIgnoringCase },
  stringnotequalsignorecase: { negated: true, matches: equalIgnoringCase },
  stringlike: { negated: false, matches: matchesWildcard },
  stringnotlike: { negated: true, matches: matchesWildcard },
  arnequals: { negated: false, matches: matchesArn },
  arnlike: { negated: false, matches: matchesArn },
  arnnotequals: { negated: true, matches: matchesArn },
  arnnotlike: { negated: true, matches: matchesArn },
};

/** In an ARN a wildcard stays inside its part; the last part takes what is left. */
function matchesArn(pattern: string, arn: string): boolean {
  const expected = arnParts(pattern);
  const actual = arnParts(arn);
  return expected.length === actual.length && expected.every((part, i) => matchesWildcard(part, actual[i] ?? ''));
}

function arnParts(arn: string): readonly string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}
