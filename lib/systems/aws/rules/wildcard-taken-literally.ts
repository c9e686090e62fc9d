import { problem, type Rule } from '../../../audit';
import { baseOperator } from '../condition';
import { listOf } from '../policy-document';
import { EXACT, EXACT_ROLE, gitHubRole } from './examples';
import { trustPolicies } from './policies';

export const wildcardTakenLiterally: Rule = {
  id: 'OID003',
  severity: 'error',
  title: 'a trust policy compares for equality with a text that holds a wildcard',
  why: 'StringEquals takes the "*" as a letter, no token has it, and every run is refused with "Not authorized to perform sts:AssumeRoleWithWebIdentity"',
  repair: 'write the exact value; where there is none, use StringLike',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
  good: EXACT_ROLE,
  bad: gitHubRole({ StringEquals: { ...EXACT, sub: 'repo:acme/order-service:*' } }),
  check: (assembly) =>
    trustPolicies(assembly).flatMap(({ resource, document, path }) =>
      document.Statement.filter(({ Effect }) => Effect === 'Allow')
        .flatMap(({ Condition }) => Object.entries(Condition ?? {}))
        .filter(([operator]) => ['stringequals', 'stringequalsignorecase'].includes(baseOperator(operator)))
        .flatMap(([operator, keys]) => Object.entries(keys).map(([key, values]) => ({ operator, key, values })))
        .flatMap(({ operator, key, values }) => {
          const literal = listOf(values).find((value) => /[*?]/.test(value.replace(/\$\{[^}]*\}/g, '')));
          if (literal === undefined) return [];
          const message = `${operator} takes "${literal}" of ${key} letter by letter: nothing matches`;
          return [problem(resource, message, 'write the exact value', path)];
        }),
    ),
};
