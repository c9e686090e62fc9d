import { problem, type Problem, type Rule } from '../../../audit';
import { tryNearest } from '../../../audit/nearest';
import { type EventExpression, eventExpressions } from '../event-path';
import { tryUnknownField } from '../github-push-payload';
import { tryExtensions, tryGitHubEvents } from '../interceptor-params';
import { type BoundValue, triggersInPlace, type TriggerInPlace } from '../trigger-in-place';
import { binding, example, PUSH_BINDING, PUSH_TEMPLATE, pushListener } from './examples';

export const eventFieldUnknown: Rule = {
  id: 'TRG006',
  severity: 'error',
  title: 'a binding reads a field that a push does not have',
  why: 'the listener answers with 202 and makes nothing: the field is not found, and only the log says so',
  repair: 'read a field of the event',
  reference: 'https://docs.github.com/webhooks/webhook-events-and-payloads#push',
  good: example(PUSH_BINDING, PUSH_TEMPLATE, pushListener()),
  bad: example(binding([{ name: 'revision', value: '$(body.head_commit.sha)' }]), PUSH_TEMPLATE, pushListener()),
  check: (assembly) =>
    triggersInPlace(assembly).flatMap((trigger) =>
      trigger.bound
        .filter(({ name }) => !hasDefault(trigger, name))
        .flatMap((bound) => eventExpressions(bound.value).flatMap((expression) => judge(trigger, bound, expression))),
    ),
};

function judge(
  trigger: TriggerInPlace,
  { manifest, path }: BoundValue,
  { text, root, names }: EventExpression,
): Problem[] {
  const [first = ''] = names;
  const extensions = tryExtensions(trigger);
  if (root === 'extensions' && extensions && first !== '' && !extensions.includes(first)) {
    return [
      problem(
        manifest,
        `${text} reads an extension that no interceptor of ${trigger.title} adds`,
        `add an overlay with the key "${first}"`,
        `${path}.value`,
      ),
    ];
  }
  const onlyPush = tryGitHubEvents(trigger)?.join() === 'push';
  const unknown = root === 'body' && onlyPush ? tryUnknownField(names) : undefined;
  if (!unknown) return [];
  const nearest = tryNearest(unknown.name, unknown.known);
  const repair =
    nearest === undefined ? `read one of ${unknown.known.slice(0, 12).join(', ')}` : `did you mean "${nearest}"?`;
  return [problem(manifest, `${text} reads "${unknown.name}", which a push does not have`, repair, `${path}.value`)];
}

/** Triggers takes the template's default where a field is not found. */
function hasDefault({ template }: TriggerInPlace, name: string): boolean {
  return (template?.spec.params ?? []).some((param) => param.name === name && param.default !== undefined);
}
