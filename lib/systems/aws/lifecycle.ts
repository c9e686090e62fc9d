import { type Duration, type TagFamily, invalid } from '../../model';
import { type LifecycleRule } from './retention';

/** What is asked of a repository's memory. The numbers of images to keep follow from these facts. */
export interface RetentionProps {
  /** The most images that are pushed within 24 hours. */
  readonly buildsPerDay: number;
  /** The longest time from an image's push to its promotion to the last environment. */
  readonly promotedWithin: Duration;
  /** How many promotions back each environment can be rolled. */
  readonly rollbacks: number;
  /**
   * How many releases are kept, when `TagFamily.release` is pushed. A release that runs must be among them.
   * @default 1000, or as many as deployments where those are more
   */
  readonly releases?: number;
  /**
   * How long an image without any tag stays, in whole days: the old content of a tag that moved. A signature has no tag
   * either. AWS says that it is deleted with its image, and does not say that this rule spares it before, so keep signed
   * images and caches in repositories of their own.
   * @default it stays; where no tag moves, none is left behind
   */
  readonly untaggedFor?: Duration;
}

/**
 * The lifecycle rules that keep every image that may still be needed. An image waits for its promotion among the builds;
 * once promoted it is kept for its environment, even where up to a whole wait's worth of builds overtook it. ECR counts
 * by the time of the push, so this holds whichever way promotions overtake each other, as long as an image passes the
 * environments in the order of `tags`.
 */
export function lifecycleRules(tags: readonly TagFamily[], retention: RetentionProps): readonly LifecycleRule[] {
  const counts = countsOf(retention);
  const promoted = tags.filter((family) => family.kind === 'promoted').reverse();
  const releases = tags.filter((family) => family.kind === 'release');
  const builds = tags.filter((family) => family.kind === 'commit' || family.kind === 'timed');
  return [
    ...releases.map((family) => keepNewest(family, counts.releases)),
    ...promoted.map((family) => keepNewest(family, counts.promoted)),
    ...builds.map((family) => keepNewest(family, counts.builds)),
    ...(counts.untaggedDays === undefined ? [] : [deleteUntagged(counts.untaggedDays)]),
  ].map((rule, index) => ({ rulePriority: index + 1, ...rule }));
}

interface Counts {
  readonly builds: number;
  readonly promoted: number;
  readonly releases: number;
  readonly untaggedDays: number | undefined;
}

function countsOf(retention: RetentionProps): Counts {
  const { buildsPerDay, promotedWithin, rollbacks } = retention;
  if (!(buildsPerDay > 0 && Number.isFinite(buildsPerDay))) {
    throw invalid('EcrRepository.retention.buildsPerDay', 'a number above 0', buildsPerDay);
  }
  if (promotedWithin.milliseconds === 0) {
    throw invalid('EcrRepository.retention.promotedWithin', 'a time above zero', promotedWithin.toString());
  }
  if (!Number.isSafeInteger(rollbacks) || rollbacks < 1) {
    throw invalid(
      'EcrRepository.retention.rollbacks',
      'a whole number of at least 1',
      rollbacks,
      'without an earlier image there is nothing to go back to',
    );
  }
  const waiting = Math.ceil(buildsPerDay) * Math.ceil(promotedWithin.inSeconds / 86_400);
  const promoted = waiting + rollbacks + 1;
  const releases = retention.releases ?? Math.max(1000, promoted);
  if (!Number.isSafeInteger(releases) || releases < promoted) {
    throw invalid(
      'EcrRepository.retention.releases',
      `at least ${promoted}`,
      releases,
      'fewer releases than deployments would delete a release that runs',
    );
  }
  return { builds: waiting + 1, promoted, releases, untaggedDays: wholeDays(retention.untaggedFor) };
}

function wholeDays(time: Duration | undefined): number | undefined {
  if (time === undefined) return undefined;
  const days = time.inSeconds / 86_400;
  if (!Number.isSafeInteger(days) || days < 1) {
    throw invalid('EcrRepository.retention.untaggedFor', 'whole days, at least 1', time.toString());
  }
  return days;
}

type UnorderedRule = Omit<LifecycleRule, 'rulePriority'>;

function keepNewest(family: TagFamily, count: number): UnorderedRule {
  return {
    description: `${family.name}: keep the newest ${count}`,
    selection: {
      tagStatus: 'tagged',
      tagPatternList: [family.pattern],
      countType: 'imageCountMoreThan',
      countNumber: count,
    },
    action: { type: 'expire' },
  };
}

function deleteUntagged(days: number): UnorderedRule {
  return {
    description: `untagged: delete after ${days} ${days === 1 ? 'day' : 'days'}`,
    selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: days },
    action: { type: 'expire' },
  };
}
