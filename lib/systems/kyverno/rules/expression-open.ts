import { type Rule, problem } from '../../../audit';
import { criteriaOf } from '../identity-criteria';
import { tryCompileRegExp } from '../match';
import { ISSUER, imagePolicy, keyless, objects } from './examples';

const trusting = (subjectRegExp: string): Rule['good'] =>
  objects(imagePolicy({ attestors: [keyless({ issuer: ISSUER, subjectRegExp })] }));

export const expressionOpen: Rule = {
  id: 'KYV008',
  severity: 'error',
  title: 'an expression for a subject or issuer admits more than it says',
  why: 'it may match anywhere in the text, and a bare dot is any character: without ^ and $ the branch main-evil passes for main, and buildXyaml for build.yaml',
  repair:
    'begin with ^, end with $, put alternatives into parentheses, and write \\. for a dot; or name the exact subject',
  good: trusting('^https://github\\.com/acme/order-service/\\.github/workflows/build\\.yaml@refs/tags/v[0-9.]+$'),
  bad: trusting('https://github.com/acme/order-service/.github/workflows/build.yaml@refs/heads/main'),
  check: ({ manifests }) =>
    criteriaOf(manifests).flatMap(({ manifest, criteria, path }) =>
      (['subjectRegExp', 'issuerRegExp'] as const).flatMap((field) => {
        const expression = criteria[field];
        const fault = expression === undefined || expression === '' ? undefined : faultOf(expression);
        if (fault === undefined) return [];
        return problem(
          manifest,
          `${field} ${expression ?? ''} ${fault}`,
          'anchor it with ^ and $ and write \\. for a dot, or name the exact value',
          `${path}.${field}`,
        );
      }),
    ),
};

function faultOf(expression: string): string | undefined {
  if (!tryCompileRegExp(expression)) return 'cannot be read, so it admits nobody';
  // What an escape or a class stands for is out of the way: the rest is plain text and operators.
  const plain = expression.replaceAll(/\\./g, '__').replaceAll(/\[[^\]]*\]/g, (found) => '_'.repeat(found.length));
  if (!alternativesOf(plain).every((one) => one.startsWith('^') && one.endsWith('$'))) {
    return 'is not anchored at both ends: anything may stand before or behind it';
  }
  // Behind refs/tags/ any text is one tag's name; elsewhere it runs across repositories, files and branches.
  const withoutTag = plain.replace(/@refs\/tags\/[^@]*$/, '');
  if (/\.[*+]/.test(withoutTag)) return 'holds ".*", which also runs across repositories, files and branches';
  return withoutTag.includes('.') ? 'holds a dot that stands for any character' : undefined;
}

/** The alternatives of an expression that stand outside of any parentheses. */
function alternativesOf(plain: string): readonly string[] {
  const alternatives = [''];
  let depth = 0;
  for (const character of plain) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (character === '|' && depth === 0) alternatives.push('');
    else alternatives.push(`${alternatives.pop() ?? ''}${character}`);
  }
  return alternatives;
}
