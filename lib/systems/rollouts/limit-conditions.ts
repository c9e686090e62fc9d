import { type Limit, type WithoutTraffic } from '../../metrics';
import { type Conditions } from './condition';

/**
 * The conditions of a metric whose query answers with one value, with none, or with NaN. Asking for the length first
 * keeps an empty answer from being an error that aborts the release after 40 seconds.
 */
export function conditionsOf(limit: Limit, withoutTraffic: WithoutTraffic): Conditions {
  const measured = 'len(result) > 0 && !isNaN(result[0])';
  const success = `${measured} && result[0] ${limit.good} ${limit.value}`;
  if (withoutTraffic === 'fail') return { success };
  const failure = `${measured} && result[0] ${limit.bad} ${limit.value}`;
  return withoutTraffic === 'pass' ? { failure } : { success, failure };
}
