import { type Assembly, type Manifest, type Manifests, readOnce } from '../../assembly';
import { isQueryError, type ParsedQuery, type Selector } from '../../promql';
import { type Analysis, type AnalysisRun, analysesOf, metricsOf, type PlacedMetric } from './analyses';
import { type AnalysisTemplateObject } from './kinds';
import { readQuery } from './queries';

/** A query as it is asked with some arguments. */
interface Question extends PlacedMetric {
  readonly parsed: ParsedQuery;
  /** A text of the query with the arguments that are known beforehand in place. */
  readonly resolve: (text: string) => string;
}

/** A query as one place of a Rollout asks it. */
export interface AskedQuery extends Question {
  readonly analysis: Analysis;
}

/** Every readable query, once for each place that asks it. */
export function askedQueries({ manifests }: Assembly): readonly AskedQuery[] {
  return askedOnce(manifests);
}

const askedOnce = readOnce((manifests) => {
  const known = new Map<AnalysisRun, readonly Question[]>();
  return analysesOf({ manifests }).flatMap((analysis): readonly AskedQuery[] => {
    const questions = known.get(analysis.run) ?? questionsOf(manifests, analysis);
    known.set(analysis.run, questions);
    return questions.map(({ template, metric, path, parsed, resolve }) => ({
      template,
      metric,
      path,
      parsed,
      resolve,
      analysis,
    }));
  });
});

/** Every readable query, once for each role in which a Rollout asks it: all that a rule needs whom the step does not matter. */
export function firstAskedQueries({ manifests }: Assembly): readonly AskedQuery[] {
  return firstAskedOnce(manifests);
}

const firstAskedOnce = readOnce((manifests) => askedOnce(manifests).filter(({ analysis }) => !analysis.isRepeated));

function questionsOf(manifests: Manifests, analysis: Analysis): readonly Question[] {
  return metricsOf(analysis).flatMap(({ template, metric, path }) => {
    const query = metric.provider.prometheus?.query;
    const parsed = query === undefined ? undefined : readQuery(manifests, query);
    if (!parsed || isQueryError(parsed)) return [];
    return { template, metric, path, parsed, resolve: resolver(analysis.run, template) };
  });
}

/** The new version's hash stands as this where it is handed over: it is known only when a release begins. */
const LATEST_HASH = 'the new version’s hash';
const STABLE_HASH = 'the old version’s hash';

function resolver({ args }: AnalysisRun, template: Manifest<AnalysisTemplateObject>): (text: string) => string {
  const valueOf = (wanted: string): string | undefined => {
    const given = args.filter(({ name }) => name === wanted).at(-1);
    const hash = given?.valueFrom?.podTemplateHashValue;
    if (given) return hash === undefined ? given.value : hash === 'Latest' ? LATEST_HASH : STABLE_HASH;
    return template.object.spec.args?.filter(({ name }) => name === wanted).at(-1)?.value;
  };
  return (text) =>
    text.includes('{{')
      ? text.replace(/\{\{\s*args\.([^{}\s]+)\s*\}\}/g, (all, name: string) => valueOf(name) ?? all)
      : text;
}

const NO_LABELS: Readonly<Record<string, string>> = {};

/** Whether a selector can only mean pods of the new version. */
export function meansNewVersion(selector: Selector, asked: AskedQuery): boolean {
  const { canary, blueGreen } = asked.analysis.rollout.object.spec.strategy ?? {};
  const services = [canary?.canaryService, blueGreen?.previewService];
  const own = asked.analysis.rollout.object.spec.template?.metadata?.labels ?? NO_LABELS;
  return selector.matchers.some(({ label, operator, value }) => {
    if (operator.startsWith('!')) return false;
    const text = asked.resolve(value);
    if (text.includes(LATEST_HASH)) return true;
    const isLabelOfPods = tryMetricLabel(own, label) !== undefined;
    return !isLabelOfPods && (services.some((name) => name && text.includes(name)) || /canary|preview/.test(text));
  });
}

/** The value that pods have under a label as Prometheus spells it. */
export function tryMetricLabel(labels: Readonly<Record<string, string>>, wanted: string): string | undefined {
  return Object.hasOwn(labels, wanted) ? labels[wanted] : asSpelled(labels).get(wanted);
}

/** Of two labels that Prometheus spells alike the first one. Every query of a Rollout asks for the labels of its pods. */
const asSpelled = readOnce<ReadonlyMap<string, string>, Readonly<Record<string, string>>>(
  (labels) =>
    new Map(
      Object.entries(labels)
        .map(([name, value]) => [metricLabel(name), value] as const)
        .reverse(),
    ),
);

/** A label of Kubernetes as Prometheus spells it. */
function metricLabel(name: string): string {
  return name.replace(/[^A-Za-z0-9_]/g, '_');
}
