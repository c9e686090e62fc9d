import { problem, type Rule } from '../../../audit';
import { tryNearest } from '../../../audit/nearest';
import { formsIn, hasForm } from '../reference-forms';
import { type ReferenceInPlace, referencesInPlace } from '../references-in-place';
import { HEADS } from '../substitution';
import { example, oneStep } from './examples';

const params = [{ name: 'package', default: './...' }];

export const referenceMisspelt: Rule = {
  id: 'TKN001',
  severity: 'error',
  title: 'a reference has a form that Tekton does not know',
  why: 'Tekton leaves it as it is, so the literal text reaches the command, or a shell runs it as one; admission says nothing',
  repair: 'write the reference as the reference of variables has it',
  reference: 'https://tekton.dev/docs/pipelines/variables/',
  good: example(oneStep({ args: ['test', '$(params.package)'] }, { params })),
  bad: example(oneStep({ args: ['test', '$(param.package)'] }, { params })),
  check: (assembly) =>
    referencesInPlace(assembly).flatMap((one) => {
      const fault = faultOf(one);
      return fault ? [problem(one.manifest, fault.message, fault.repair, one.path)] : [];
    }),
};

function faultOf({
  reference,
  scope,
  field,
  manifest,
}: ReferenceInPlace): { message: string; repair: string } | undefined {
  const { text, parts, closed } = reference;
  const [head = ''] = parts;
  if (!closed) return { message: `${text} is not closed`, repair: `write ${text})` };
  if (['tt', 'uid'].includes(head) && manifest.object.kind === 'TriggerTemplate') return undefined;
  if (!HEADS.includes(head) || head === 'tt')
    return unknown(text, parts, scope.kind === 'pipeline' || !isCommand(field));
  const forms = formsIn(scope);
  if (scope.kind === 'run' || hasForm(reference, forms)) return undefined;
  const near = forms.filter((form) => form.startsWith(`${head}.`)).map((form) => `$(${form.replaceAll('*', '…')})`);
  return {
    message: `${text} is no reference that Tekton substitutes here`,
    repair: near.length > 0 ? `write ${near.join(' or ')}` : 'hand the value over as a param',
  };
}

/** In what a shell or Kubernetes also reads, only a near miss is taken for a mistake. */
function unknown(
  text: string,
  parts: readonly string[],
  strict: boolean,
): { message: string; repair: string } | undefined {
  const [head = '', ...rest] = parts;
  const nearest = rest.length > 0 ? tryNearest(head, HEADS) : undefined;
  if (nearest === undefined && !strict) return undefined;
  return {
    message: `${text} begins with "${head}", which means nothing to Tekton`,
    repair:
      nearest === undefined ? 'remove it, or write a reference' : `did you mean $(${[nearest, ...rest].join('.')})?`,
  };
}

function isCommand(field: string): boolean {
  return /^(steps\[\d+\]|stepTemplate|sidecars\[\d+\])?\.?(script$|args\[|command\[|env\[)/.test(field);
}
