import { type LifecycleSelection, matchesTag, patternsOf } from '../systems/aws/retention';
import { OPEN } from './open-text';

/** Whether a lifecycle rule may select an image that has these tags, whatever their open pieces become. */
export function mayTake(selection: LifecycleSelection, tags: readonly string[]): boolean {
  if ((selection.storageClass ?? 'standard') !== 'standard') return false;
  if (selection.tagStatus !== 'tagged') return selection.tagStatus === 'any';
  return patternsOf(selection).every((pattern) => tags.some((tag) => mayMatch(pattern, tag)));
}

/** Compares what is known at both ends: a `*` and an open piece may be anything. */
function mayMatch(pattern: string, tag: string): boolean {
  if (!tag.includes(OPEN)) return matchesTag(pattern, tag);
  const [[start = ''], [begin = '']] = [pattern.split('*'), tag.split(OPEN)];
  if (!pattern.includes('*') && !start.startsWith(begin)) return false;
  const [end = '', finish = ''] = [pattern.split('*').at(-1), tag.split(OPEN).at(-1)];
  return (start.startsWith(begin) || begin.startsWith(start)) && (end.endsWith(finish) || finish.endsWith(end));
}
