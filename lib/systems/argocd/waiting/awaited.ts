import { ImageDigest, invalid } from '../../../model';
import { type ReportedApplication } from './reported-application';

type Status = NonNullable<ReportedApplication['status']>;

/** How far something has come, in words for whoever waits. */
export type Progress =
  | { readonly state: 'arrived' }
  | { readonly state: 'not seen' | 'coming' | 'paused' | 'degraded' | 'failed'; readonly why: string };

/** What an Application has to have applied before its health says anything about it. */
export class Awaited {
  /** A commit of the repository that it follows. Throws `Awaited.commit: …`. */
  public static commit(commit: string): Awaited {
    if (!/^[0-9a-f]{40}$/.test(commit)) throw invalid('Awaited.commit', '40 hex digits', commit);
    return new Awaited(`commit ${commit}`, (status) => hasCommit(status, commit), failedAt(commit));
  }

  /** An image, by its digest: right also where later commits of other services come at once. Throws what `ImageDigest` throws. */
  public static image(digest: string): Awaited {
    const { text } = ImageDigest.of(digest);
    const seen = ({ summary }: Status): boolean => (summary?.images ?? []).some((one) => one.endsWith(`@${text}`));
    return new Awaited(`image ${text}`, seen, (status, isSeen) => isSeen && hasFailed(status));
  }

  private constructor(
    /** What is waited for, in words. */
    public readonly text: string,
    private readonly isSeen: (status: Status) => boolean,
    private readonly isLost: (status: Status, isSeen: boolean) => boolean,
  ) {}

  /** How far it has come. */
  public progressIn({ status = {} }: ReportedApplication): Progress {
    const seen = this.isSeen(status);
    const { phase = 'none', message = 'no reason given' } = status.operationState ?? {};
    if (this.isLost(status, seen)) return { state: 'failed', why: `the sync has ended ${phase}: ${message}` };
    if (!seen) return { state: 'not seen', why: `Argo CD is at ${whereabouts(status)}` };
    const health = status.health?.status ?? 'Unknown';
    if (health === 'Degraded') return { state: 'degraded', why: 'it is Degraded' };
    if (health === 'Suspended') return { state: 'paused', why: 'it is Suspended: a rollout pauses' };
    const synced = status.sync?.status ?? 'Unknown';
    if (phase === 'Running' || phase === 'Terminating') return { state: 'coming', why: `the sync is ${phase}` };
    if (synced !== 'Synced' || health !== 'Healthy') return { state: 'coming', why: `it is ${synced} and ${health}` };
    return { state: 'arrived' };
  }
}

/** A commit that others have followed is in the history, if anything had to be applied for it. */
function hasCommit({ sync, history = [] }: Status, commit: string): boolean {
  return [...revisionsOf(sync), ...history.flatMap(revisionsOf)].includes(commit);
}

/** The last sync is the one of the commit, and it has failed: Argo CD does not try that commit again. */
function failedAt(commit: string): (status: Status) => boolean {
  return (status) => hasFailed(status) && revisionsOf(status.operationState?.syncResult).includes(commit);
}

function hasFailed({ operationState }: Status): boolean {
  return ['Failed', 'Error'].includes(operationState?.phase ?? '');
}

function revisionsOf(
  one: { readonly revision?: string; readonly revisions?: readonly string[] } | undefined,
): readonly string[] {
  return [...(one?.revision === undefined ? [] : [one.revision]), ...(one?.revisions ?? [])];
}

function whereabouts({ sync }: Status): string {
  return (
    revisionsOf(sync)
      .map((revision) => revision.slice(0, 12))
      .join(', ') || 'no revision'
  );
}
