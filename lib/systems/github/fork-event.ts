/**
 * Events that somebody without any right in the repository can start by a pull request from a fork. For the first three
 * GitHub withholds secrets and write permissions, so what needs them fails; for the last it does not, which is worse.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#workflows-in-forked-repositories
 */
export const FORK_EVENTS = [
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'pull_request_target',
] as const;

export type ForkEvent = (typeof FORK_EVENTS)[number];

/** Whether a pull request from a fork can be that event. */
export function isForkEvent(event: string): event is ForkEvent {
  return (FORK_EVENTS as readonly string[]).includes(event);
}

/** What is known of a text in a run that a fork started. Texts are asked for in lower case: GitHub ignores case. */
export interface ForkValue {
  equals(text: string): boolean | undefined;
  startsWith(start: string): boolean | undefined;
}

/** What `code` is when that event came from a fork; nothing where it may be anything. */
export function forkValueOf(event: ForkEvent, code: string): ForkValue | undefined {
  switch (code) {
    case 'github.event_name':
      return { equals: (text) => text === event, startsWith: (start) => event.startsWith(start) };
    case 'github.ref':
      return beginningWith(event === 'pull_request_target' ? 'refs/heads/' : 'refs/pull/');
    case 'github.ref_name':
      return event === 'pull_request_target' ? undefined : { equals: mergeRef, startsWith: () => undefined };
    default:
      return undefined;
  }
}

function beginningWith(known: string): ForkValue {
  return {
    equals: (text) => (text.startsWith(known) ? undefined : false),
    startsWith: (start) => {
      if (known.startsWith(start)) return true;
      return start.startsWith(known) ? undefined : false;
    },
  };
}

function mergeRef(text: string): boolean | undefined {
  return /^\d+\/merge$/.test(text) ? undefined : false;
}
