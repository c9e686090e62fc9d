import { type StringRef } from '../reference';
import { eventValue } from './event-value';

/**
 * What GitHub tells of a push, as far as a run may safely be given it: facts of every push that is not a deletion, in
 * which nobody can write free text, so no commit message and no name of an author.
 * @see https://docs.github.com/en/webhooks/webhook-events-and-payloads#push
 */
export const PUSH_EVENT = {
  /** The whole name of the branch, such as `refs/heads/main`. */
  ref: eventValue('ref'),
  /** The commit that the branch pointed to. */
  before: eventValue('before'),
  /** The commit that the branch points to now. */
  after: eventValue('after'),
  head_commit: {
    /** The commit that the branch points to now. */
    id: eventValue('head_commit.id'),
    /** When it was made. */
    timestamp: eventValue('head_commit.timestamp'),
    /** Its page. */
    url: eventValue('head_commit.url'),
  },
  repository: {
    /** The repository's name. */
    name: eventValue('repository.name'),
    /** `owner/name`. */
    full_name: eventValue('repository.full_name'),
    /** Its address over https. */
    clone_url: eventValue('repository.clone_url'),
    /** Its address over ssh. */
    ssh_url: eventValue('repository.ssh_url'),
    /** Its page. */
    html_url: eventValue('repository.html_url'),
    default_branch: eventValue('repository.default_branch'),
  },
  pusher: {
    /** The login of who pushed. */
    name: eventValue('pusher.name'),
  },
  sender: {
    /** The login of who caused the event. */
    login: eventValue('sender.login'),
  },
} satisfies EventValues;

/** What a trigger can take from a push. */
export type PushEvent = typeof PUSH_EVENT;

interface EventValues {
  readonly [name: string]: StringRef<'event'> | EventValues;
}
