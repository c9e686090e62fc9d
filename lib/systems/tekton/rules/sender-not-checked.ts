import { problem, type Rule } from '../../../audit';
import { interceptorParam, SHIPPED_INTERCEPTORS } from '../interceptor-params';
import { triggersInPlace, type TriggerInPlace } from '../trigger-in-place';
import { example, interceptor, ON_MAIN, PUSH_BINDING, PUSH_TEMPLATE, pushListener } from './examples';

export const senderNotChecked: Rule = {
  id: 'TRG010',
  severity: 'error',
  title: 'a trigger believes whoever sends the event',
  why: 'anyone who reaches the address starts runs with a commit and repository of their choice',
  repair: 'give the github interceptor the secret of the webhook: secretRef',
  reference: 'https://tekton.dev/docs/triggers/interceptors/#github-interceptors',
  good: example(PUSH_BINDING, PUSH_TEMPLATE, pushListener()),
  bad: example(
    PUSH_BINDING,
    PUSH_TEMPLATE,
    pushListener({ interceptors: [interceptor('github', { eventTypes: ['push'] }), ON_MAIN] }),
  ),
  check: (assembly) =>
    triggersInPlace(assembly)
      .filter((trigger) => trigger.template !== undefined && !checksSender(trigger))
      .map(({ manifest, path, title }) =>
        problem(
          manifest,
          `${title} checks no signature`,
          'give its github interceptor a secretRef',
          `${path}.interceptors`,
        ),
      ),
};

/** Interceptors of one's own may check it too; they are trusted to. A CEL filter may compare a token. */
function checksSender({ interceptors }: TriggerInPlace): boolean {
  return interceptors.some(({ use }) => {
    const name = use.ref?.name ?? '';
    if (use.webhook !== undefined || (name !== '' && !Object.hasOwn(SHIPPED_INTERCEPTORS, name))) return true;
    if (name === 'cel') return /compareSecret|verifySignature|verifyOIDC/.test(String(interceptorParam(use, 'filter')));
    const secret = interceptorParam(use, 'secretRef') as
      { readonly secretName?: string; readonly secretKey?: string } | undefined;
    return (secret?.secretName ?? '') !== '' && (secret?.secretKey ?? '') !== '';
  });
}
