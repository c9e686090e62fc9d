import { type Manifest, readAlikeOnce } from '../../../assembly';
import { type Rule, problem } from '../../../audit';
import { type CelPolicySpec } from '../kinds';
import { allowList, objects } from './examples';

export const bracketsUnbalanced: Rule = {
  id: 'KYV074',
  severity: 'error',
  title: 'an expression of a policy cannot be compiled',
  why: 'the policy never becomes ready: everything is admitted, or with failurePolicy Fail nothing is',
  repair: 'close every bracket and every text that is opened',
  good: objects(allowList("image.startsWith('ghcr.io/acme/')")),
  bad: objects(allowList("image.startsWith('ghcr.io/acme/'")),
  check: ({ manifests }) =>
    [
      ...manifests.of('policies.kyverno.io/ImageValidatingPolicy'),
      ...manifests.of('policies.kyverno.io/ValidatingPolicy'),
    ].flatMap((policy: Manifest<{ readonly spec: CelPolicySpec }>) =>
      (['variables', 'validations', 'matchConditions'] as const).flatMap((field) =>
        (policy.object.spec[field] ?? []).flatMap(({ expression }, i) => {
          const fault = faultIn(manifests, expression);
          if (fault === undefined) return [];
          return problem(policy, `CEL cannot read it: ${fault}`, 'mend it there', `spec.${field}[${i}].expression`);
        }),
      ),
    ),
};

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
/** Texts (raw and in three quotes too), comments, brackets, and a quote that is left over. */
const TOKEN =
  /[rR](?:'''[\s\S]*?'''|"""[\s\S]*?"""|'[^'\n]*'|"[^"\n]*")|'''(?:\\[\s\S]|[^\\])*?'''|"""(?:\\[\s\S]|[^\\])*?"""|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\/\/.*|[()[\]{}'"]/g;

const faultIn = readAlikeOnce((expression: string) => expression, tryFault);

/** What is left open, or closed without being open. */
function tryFault(expression: string): string | undefined {
  const open: string[] = [];
  for (const [token] of expression.matchAll(TOKEN)) {
    const closing = CLOSING[token];
    if (closing !== undefined) open.push(closing);
    else if (token === "'" || token === '"') return `the text behind ${token} has no end`;
    else if (/^[)\]}]$/.test(token) && open.pop() !== token) return `${token} closes nothing`;
  }
  const left = open.pop();
  return left === undefined ? undefined : `a ${left} is missing`;
}
