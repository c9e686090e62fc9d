import { invalid } from './invalid';

/** The annotation of a Rollout or Deployment that says when its commit was made, as RFC 3339: `2026-08-14T09:30:00Z`. */
export const COMMIT_TIME = 'delivery/commit-time';

/** The time of a commit, as `git log -1 --format=%cI` tells it. Throws `<place>: …` unless it is one of RFC 3339. */
export function commitTime(place: string, text: string): string {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(Date.parse(text))) {
    throw invalid(place, 'a time such as "2026-08-14T09:30:00Z"', text, 'git log -1 --format=%cI tells it');
  }
  return text;
}

/**
 * The patch by which a promoter's file writes the time of a commit onto a workload itself: on its pods it would start a
 * release. One line of JSON, so that the time in it can be exchanged. It says a kind because kustomize wants one, and
 * changes none.
 */
export function commitTimePatch(name: string, time: string): string {
  return `{"kind": "Rollout", "metadata": {"name": "${name}", "annotations": {"${COMMIT_TIME}": "${time}"}}}`;
}
