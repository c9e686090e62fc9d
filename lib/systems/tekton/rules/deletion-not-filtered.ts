import { problem, type Rule } from '../../../audit';
import { eventExpressions } from '../event-path';
import { filtersOf, tryGitHubEvents } from '../interceptor-params';
import { triggersInPlace, type TriggerInPlace } from '../trigger-in-place';
import { example, interceptor, PUSH_BINDING, PUSH_TEMPLATE, pushListener, SIGNED_PUSH } from './examples';

const withFilter = (filter: string): object =>
  pushListener({ interceptors: [SIGNED_PUSH, interceptor('cel', { filter })] });

export const deletionNotFiltered: Rule = {
  id: 'TRG007',
  severity: 'warning',
  title: 'the deletion of a branch passes the filter',
  why: 'deleting a branch is a push too, without commits and with head_commit null: the event fails in the log, or a run starts on a commit of zeros',
  repair: 'add && !body.deleted to the filter',
  reference: 'https://docs.github.com/webhooks/webhook-events-and-payloads#push',
  good: example(PUSH_BINDING, PUSH_TEMPLATE, withFilter("body.ref == 'refs/heads/main' && !body.deleted")),
  bad: example(PUSH_BINDING, PUSH_TEMPLATE, withFilter("body.ref == 'refs/heads/main'")),
  check: (assembly) =>
    triggersInPlace(assembly)
      .filter(
        (trigger) =>
          takesPushes(trigger) &&
          !/\bdeleted\b|head_commit\s*!=\s*null|has\(body\.head_commit|0{40}/.test(filtersOf(trigger)),
      )
      .flatMap((trigger) => {
        const read = trigger.bound
          .flatMap(({ value }) => eventExpressions(value))
          .filter(({ root, names }) => root === 'body' && VANISHING.has(names[0] ?? ''));
        const [first] = read;
        if (!first) return [];
        return problem(
          trigger.manifest,
          `${trigger.title} lets the deletion of a branch pass, and then ${first.text} ${VANISHING.get(first.names[0] ?? '') ?? ''}`,
          'add && !body.deleted to its filter',
          `${trigger.path}.interceptors`,
        );
      }),
};

/** What a deletion does not have. */
const VANISHING: ReadonlyMap<string, string> = new Map([
  ['head_commit', 'reads from null'],
  ['commits', 'reads from an empty list'],
  ['after', 'is a commit of zeros'],
]);

function takesPushes(trigger: TriggerInPlace): boolean {
  const events = tryGitHubEvents(trigger);
  return events !== undefined && (events.length === 0 || events.includes('push'));
}
