import { setTimeout as sleep } from 'node:timers/promises';
import { Duration } from '../../../model';
import { type ArgoCdApi } from './argo-cd-api';
import { type Awaited, type Progress } from './awaited';

export interface WaitProps {
  readonly api: Pick<ArgoCdApi, 'tryAsk'>;
  readonly awaited: Awaited;
  /** When waiting ends, whatever has come. */
  readonly deadline: Duration;
  /** The time between two questions. @default 5 s */
  readonly every?: Duration;
  /** How long it may be degraded before that counts: a new Rollout is so until its controller has seen all. @default 1 minute */
  readonly patience?: Duration;
  /** Told whenever what is said changes. @default nobody */
  readonly tell?: (text: string) => void;
}

/** How waiting ended. */
export type Ended =
  | { readonly state: 'arrived' }
  | { readonly state: 'failed'; readonly why: string }
  | { readonly state: 'late'; readonly why: string };

/**
 * Waits until an Application has applied something, is healthy with it, and its sync is over. The first question makes Argo CD
 * look at Git: what it says of itself before is about the commit before. Throws `NotLetIn`.
 */
export async function waitFor(props: WaitProps): Promise<Ended> {
  const { api, awaited, deadline, every = Duration.seconds(5), patience = Duration.minutes(1), tell } = props;
  const end = performance.now() + deadline.milliseconds;
  let last: Progress = { state: 'not seen', why: 'Argo CD has not answered' };
  let degradedSince: number | undefined;
  for (let first = true; ; first = false) {
    const reported = await api.tryAsk(first ? 'hard' : last.state === 'not seen' ? 'normal' : undefined);
    const now: Progress = reported ? awaited.progressIn(reported) : unanswered(last);
    if (now.state !== 'arrived' && !saysTheSame(now, last)) tell?.(now.why);
    last = now;
    if (now.state === 'arrived' || now.state === 'failed') return now as Ended;
    degradedSince = now.state === 'degraded' ? (degradedSince ?? performance.now()) : undefined;
    if (degradedSince !== undefined && performance.now() - degradedSince >= patience.milliseconds) {
      return { state: 'failed', why: `it is Degraded since ${patience.toString()}` };
    }
    if (performance.now() + every.milliseconds > end) return { state: 'late', why: now.why };
    await sleep(every.milliseconds);
  }
}

/** Silence tells nothing new; what was known stays, in the words that it is old. */
function unanswered(last: Progress): Progress {
  const { state, why } = last.state === 'arrived' ? { state: 'coming' as const, why: '' } : last;
  return { state, why: why.endsWith(SILENT) ? why : `${why}${SILENT}` };
}

const SILENT = ' (no answer)';

function saysTheSame(one: Progress, other: Progress): boolean {
  return one.state === other.state && 'why' in one && 'why' in other && one.why === other.why;
}
