import { type Platform } from '../../../model';
import { problem, type Rule, tryNearest } from '../../../audit';
import { type Selector } from '../../../promql';
import { SCRAPE_LABELS, trySeries } from '../exported-metrics';
import { expressionsOf, type PlacedExpression } from '../expressions';
import { alert, ruled } from './examples';

const syncs = (label: string): string => `sum by (${label}) (increase(argocd_app_sync_total{phase="Failed"}[1h])) > 0`;

export const labelUnknown: Rule = {
  id: 'MON003',
  severity: 'warning',
  title: 'a query names a label that the metric does not have',
  why: 'a missing label is the empty text: a matcher selects nothing or everything, and a sum by it is one number for all',
  repair: 'name a label that the controller writes',
  good: ruled(alert(syncs('name'))),
  bad: ruled(alert(syncs('app'))),
  check: (assembly) =>
    expressionsOf(assembly).flatMap((placed) =>
      [
        ...new Set(labelsAsked(placed).flatMap(([selector, label]) => tryMessage(selector, label, assembly.platform))),
      ].map((message) =>
        problem(placed.manifest, `${placed.words}: ${message}`, 'name a label that it has', `${placed.path}.expr`),
      ),
    ),
};

function labelsAsked({ parsed }: PlacedExpression): readonly (readonly [Selector, string])[] {
  const matched = parsed.selectors.flatMap((one) => one.matchers.map(({ label }) => [one, label] as const));
  const kept = parsed.aggregations.flatMap(({ by, selectors }) =>
    selectors.flatMap((one) => by.map((label) => [one, label] as const)),
  );
  return [...matched, ...kept];
}

function tryMessage({ metric }: Selector, label: string, platform: Platform): readonly string[] {
  const series = trySeries(metric, platform);
  if (!series || series.labels.includes(label) || SCRAPE_LABELS.has(label) || /^(exported_|label_)/.test(label))
    return [];
  const own = series.labels.filter((one) => one !== 'le');
  const nearest = tryNearest(label, own);
  const labels = nearest ?? (own.join(', ') || 'no labels of its own');
  return [`${metric} has no label "${label}", it has ${labels}`];
}
