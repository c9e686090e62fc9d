import { readAlikeOnce } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { analysesOf, metricsOf, type PlacedMetric } from '../analyses';
import { canary, ERROR_RATE, example, JUDGED, metric, prometheus, template } from './examples';

const REQUESTS = 'http_requests_total{rollouts_pod_template_hash="{{args.hash}}"';
const share = (match: string): ReturnType<typeof prometheus> =>
  prometheus(`sum(rate(${REQUESTS},status${match}"5.."}[2m])) / sum(rate(${REQUESTS}}[2m]))`);
const success = metric({ name: 'success-rate', ...share('!~') });
const errors = metric({ name: 'error-rate', ...share('=~') });

export const signalJudgedTwice: Rule = {
  id: 'ANA062',
  severity: 'advice',
  title: 'one analysis judges a share and its complement as two metrics',
  why: 'the one is always 1 minus the other: the stricter limit decides, the other only looks like a second opinion, and the two are changed apart',
  repair: 'keep one of them, with the limit that is meant',
  good: example(canary({ steps: JUDGED }), template([errors])),
  bad: example(canary({ steps: JUDGED, analysis: ERROR_RATE }), template([success, errors])),
  check: (assembly) => {
    const seen = new Set<PlacedMetric['metric']>();
    return analysesOf(assembly).flatMap((analysis) => {
      const byForm = new Map<string, PlacedMetric>();
      return metricsOf(analysis).flatMap((placed) => {
        const { query, complement } = formOf(assembly.manifests, placed.metric.provider.prometheus?.query ?? '');
        const other = byForm.get(complement);
        byForm.set(query, placed);
        if (!other || !/[!=]~.*\//.test(query) || seen.has(placed.metric)) return [];
        seen.add(placed.metric);
        const message = `metric "${placed.metric.name}" is 1 minus metric "${other.metric.name}"`;
        return problem(placed.template, message, 'keep one of them', placed.path);
      });
    });
  },
};

/** A query without its spaces, and the one of the share that is left. */
const formOf = readAlikeOnce(
  (text: string) => text,
  (text) => {
    const query = text.replace(/\s+/g, '');
    return { query, complement: complementOf(query) };
  },
);

/** The query of the share that is left: the sign of the first pattern, which is that of the numerator, is turned. */
function complementOf(query: string): string {
  return query.replace(/([!=])~/, (_, sign: string) => `${sign === '!' ? '=' : '!'}~`);
}
