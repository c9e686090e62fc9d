import { problem, type Rule } from '../../../audit';
import { allMetrics } from '../analyses';
import { limitsIn } from '../metric-limits';
import { type MetricLimits } from '../outcome';
import { canary, example, JUDGED, metric, template } from './examples';

export const limitsContradict: Rule = {
  id: 'ANA001',
  severity: 'error',
  title: 'the limits of a metric contradict each other',
  why: 'the analysis ends in an error as soon as it starts, so the release is aborted at the step that waits for it; nothing sees it before',
  repair:
    'a count is at least failureLimit and consecutiveSuccessLimit together, at least inconclusiveLimit, and needs an interval above 1',
  reference: 'https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/analysis/factory.go',
  good: example(canary({ steps: JUDGED }), template([metric()])),
  bad: example(canary({ steps: JUDGED }), template([metric({ failureLimit: 5 })])),
  check: (assembly) =>
    allMetrics(assembly).flatMap(({ template: manifest, metric: one, path }) =>
      contradictionsIn(limitsIn(one, manifest.object)).map(([message, repair]) =>
        problem(manifest, `metric "${one.name}": ${message}`, repair, path),
      ),
    ),
};

function contradictionsIn(limits: MetricLimits): readonly (readonly [string, string])[] {
  const { count = 0, failureLimit = 0, inconclusiveLimit = 0, consecutiveSuccessLimit = 0 } = limits;
  const found: (readonly [string, string])[] = [];
  for (const [field, value, least] of [
    ['failureLimit', failureLimit, -1],
    ['inconclusiveLimit', inconclusiveLimit, 0],
    ['consecutiveSuccessLimit', consecutiveSuccessLimit, 0],
    ['consecutiveErrorLimit', limits.consecutiveErrorLimit ?? 0, 0],
  ] as const) {
    if (value < least) found.push([`${field} ${value} is less than ${least}`, `let it be ${least} or more`]);
  }
  if (consecutiveSuccessLimit === 0 && failureLimit === -1) {
    found.push(['neither failureLimit nor consecutiveSuccessLimit counts', 'set one of them']);
  }
  const needed = Math.max(0, failureLimit) + consecutiveSuccessLimit;
  if (count > 0 && count < needed) {
    const parts = consecutiveSuccessLimit > 0 ? ' and consecutiveSuccessLimit' : '';
    found.push([`count ${count} is less than failureLimit${parts}, ${needed}`, 'raise count or lower the limit']);
  }
  if (count > 0 && count < inconclusiveLimit) {
    found.push([
      `count ${count} is less than inconclusiveLimit ${inconclusiveLimit}`,
      'raise count or lower the limit',
    ]);
  }
  if (count > 1 && limits.interval === undefined) {
    found.push([`count ${count} has no interval`, 'say how long it is from one measurement to the next']);
  }
  return found;
}
