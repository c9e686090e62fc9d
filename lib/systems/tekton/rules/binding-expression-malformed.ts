import { problem, type Rule } from '../../../audit';
import { tryNearest } from '../../../audit/nearest';
import { EVENT_ROOTS, type EventExpression, eventExpressions } from '../event-path';
import { boundOnce } from '../trigger-in-place';
import { binding, example, PUSH_BINDING, PUSH_TEMPLATE, pushListener } from './examples';

export const bindingExpressionMalformed: Rule = {
  id: 'TRG005',
  severity: 'error',
  title: 'a binding reads what no event has',
  why: 'Triggers admits any text: with another first name than body, header, extensions or context every event fails, and an open parenthesis is taken as text',
  repair: 'write $(body.…), $(header.…), $(extensions.…) or $(context.eventID)',
  reference: 'https://tekton.dev/docs/triggers/triggerbindings/#accessing-data-in-http-json-payloads',
  good: example(PUSH_BINDING, PUSH_TEMPLATE, pushListener()),
  bad: example(binding([{ name: 'revision', value: '$(bdy.head_commit.id)' }]), PUSH_TEMPLATE, pushListener()),
  check: (assembly) =>
    boundOnce(assembly).flatMap(({ manifest, path, value }) =>
      eventExpressions(value).flatMap((expression) => {
        const fault = faultOf(expression);
        return fault ? [problem(manifest, fault.message, fault.repair, `${path}.value`)] : [];
      }),
    ),
};

function faultOf({ text, closed, root, names }: EventExpression): { message: string; repair: string } | undefined {
  if (!closed) return { message: `${text} is not closed: it arrives as text`, repair: `write ${text})` };
  if (!EVENT_ROOTS.includes(root)) {
    return {
      message: `${text} begins with "${root}", which no event has`,
      repair: `did you mean "${tryNearest(root, EVENT_ROOTS) ?? 'body'}"?`,
    };
  }
  if (root === 'context' && names[0] !== 'eventID')
    return { message: `${text} reads what the context does not have`, repair: 'write $(context.eventID)' };
  return undefined;
}
