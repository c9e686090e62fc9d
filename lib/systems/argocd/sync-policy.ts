import { Duration, invalid } from '../../model';

/** What a sync does beside applying what is new. */
export interface AutomatedProps {
  /** Whether objects that are gone from Git are deleted. @default true */
  readonly prune?: boolean;
  /** Whether changes made in the cluster are undone. @default true */
  readonly selfHeal?: boolean;
  /** How often a failed sync is tried again; each try takes the newest commit. @default 5 */
  readonly retries?: number;
  /** The wait before the first of them; it doubles each time. @default 5 s */
  readonly firstWait?: Duration;
  /** The longest wait. @default 3 minutes */
  readonly longestWait?: Duration;
}

/** When a change in Git reaches the cluster. */
export class SyncPolicy {
  /** As soon as Argo CD sees it. Throws `SyncPolicy.retries: …`, `SyncPolicy.firstWait: …`. */
  public static automated(props: AutomatedProps = {}): SyncPolicy {
    const { prune = true, selfHeal = true } = props;
    return new SyncPolicy({ automated: { prune, selfHeal } }, props);
  }

  /** When somebody asks for it. Only so can `argocd app rollback` be used. */
  public static manual(props: Omit<AutomatedProps, 'prune' | 'selfHeal'> = {}): SyncPolicy {
    return new SyncPolicy({}, props);
  }

  private constructor(
    private readonly automated: { readonly automated?: { readonly prune: boolean; readonly selfHeal: boolean } },
    private readonly props: AutomatedProps,
  ) {
    const { retries = 5, firstWait, longestWait } = props;
    if (!Number.isInteger(retries) || retries < 0) throw invalid('SyncPolicy.retries', 'a whole number', retries);
    if ((firstWait ?? DEFAULT.firstWait).isLongerThan(longestWait ?? DEFAULT.longestWait)) {
      throw invalid('SyncPolicy.firstWait', 'no more than longestWait', firstWait?.toString());
    }
  }

  /** @internal */
  public _render(syncOptions: readonly string[]): object {
    const { retries = 5, firstWait = DEFAULT.firstWait, longestWait = DEFAULT.longestWait } = this.props;
    return {
      ...this.automated,
      syncOptions,
      retry: {
        limit: retries,
        // Without it a failed sync holds on to its commit, and the one that mends it waits until the tries are over.
        refresh: true,
        backoff: { duration: firstWait.toString(), factor: 2, maxDuration: longestWait.toString() },
      },
    };
  }
}

const DEFAULT = { firstWait: Duration.seconds(5), longestWait: Duration.minutes(3) };
