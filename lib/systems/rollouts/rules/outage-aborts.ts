import { problem, type Rule } from '../../../audit';
import { allMetrics } from '../analyses';
import { limitsIn } from '../metric-limits';
import { ERROR_RETRY } from '../outcome';
import { canary, example, JUDGED, metric, template } from './examples';

const DEFAULT_LIMIT = 4;
/** What a Prometheus may take to start again. */
const RESTART_SECONDS = 60;

export const outageAborts: Rule = {
  id: 'ANA028',
  severity: 'advice',
  title: 'a short absence of Prometheus takes a healthy release back',
  why: 'an error is tried again after 10 seconds whatever the interval, so the usual limit of 4 bears 40 seconds: less than a restart',
  repair: 'set consecutiveErrorLimit to 12, which bears two minutes',
  good: example(canary({ steps: JUDGED }), template([metric({ consecutiveErrorLimit: 12 })])),
  bad: example(canary({ steps: JUDGED }), template([metric()])),
  check: (assembly) =>
    allMetrics(assembly).flatMap(({ template: manifest, metric: one, path }) => {
      const limit = limitsIn(one, manifest.object).consecutiveErrorLimit ?? DEFAULT_LIMIT;
      const borne = ERROR_RETRY.times(Math.max(0, limit));
      if (!one.provider.prometheus || borne.inSeconds >= RESTART_SECONDS) return [];
      const message = `metric "${one.name}" aborts the release when Prometheus is away for ${borne}`;
      return [problem(manifest, message, 'set consecutiveErrorLimit to 12', `${path}.consecutiveErrorLimit`)];
    }),
};
