import { type Rule, problem } from '../../../audit';
import { expressionsThat, pathOf } from '../expressions';
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
    expressionsThat(manifests, (text) => tryFault(text) !== undefined).map((placed) =>
      problem(
        placed.policy,
        `CEL cannot read it: ${tryFault(placed.expression) ?? ''}`,
        'mend it there',
        pathOf(placed),
      ),
    ),
};

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
/** Texts (raw and in three quotes too), comments, brackets, and a quote that is left over. */
const TOKEN =
  /[rR](?:'''[\s\S]*?'''|"""[\s\S]*?"""|'[^'\n]*'|"[^"\n]*")|'''(?:\\[\s\S]|[^\\])*?'''|"""(?:\\[\s\S]|[^\\])*?"""|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\/\/.*|[()[\]{}'"]/g;

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
