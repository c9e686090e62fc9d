import { problem, type Rule } from '../../../audit';
import { EXACT, EXACT_ROLE, gitHubRole } from './examples';
import { passesWhenAbsent } from '../condition';
import { trustPolicies } from './policies';

export const absentClaimPasses: Rule = {
  id: 'OID004',
  severity: 'error',
  title: 'a condition of a trust policy is also met by a token without the claim',
  why: 'ForAllValues and …IfExists say yes when the key is absent, so a token that leaves the claim out gets the role',
  repair: 'use StringEquals or StringLike without prefix and suffix: every claim that counts has one value',
  reference:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html',
  good: EXACT_ROLE,
  bad: gitHubRole({ 'ForAllValues:StringEquals': EXACT }),
  check: (assembly) =>
    trustPolicies(assembly).flatMap(({ resource, document, path }) =>
      document.Statement.filter(({ Effect }) => Effect === 'Allow')
        .flatMap(({ Condition }) => Object.entries(Condition ?? {}))
        .filter(([operator]) => passesWhenAbsent(operator))
        .map(([operator, keys]) =>
          problem(
            resource,
            `${operator} is met by a request without ${Object.keys(keys).map(nameOf).join(', ')}`,
            `write ${operator.replace(/^forallvalues:/i, '').replace(/ifexists$/i, '')}`,
            path,
          ),
        ),
    ),
};

/** The claim behind the host of its provider. */
function nameOf(key: string): string {
  return key.slice(key.lastIndexOf(':') + 1);
}
