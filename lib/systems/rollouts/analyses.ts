import { type Assembly, type Manifest, type Manifests, readOnce } from '../../assembly';
import { argumentsIn } from './analysis-argument';
import { type GateRole } from './gate';
import {
  type AnalysisCall,
  type AnalysisTemplateObject,
  type MetricObject,
  type PassedArgument,
  type RolloutObject,
  type TemplateRef,
} from './kinds';

/** What an analysis runs. */
export interface AnalysisRun {
  readonly args: readonly PassedArgument[];
  /** The templates that it names and that exist, with those that they name in turn. */
  readonly templates: readonly Manifest<AnalysisTemplateObject>[];
  /** The templates that it names and that do not exist in its namespace and environment. */
  readonly missing: readonly TemplateRef[];
}

/** One place where a Rollout runs AnalysisTemplates. */
export interface Analysis extends AnalysisRun {
  readonly rollout: Manifest<RolloutObject>;
  readonly role: GateRole | 'experiment';
  /** The field of the Rollout, such as `spec.strategy.canary.steps[2].analysis`. */
  readonly path: string;
  /** The step it stands in, where it stands in one. */
  readonly step?: number;
  readonly call: AnalysisCall;
  /** Its templates and arguments: one object for all places of a Rollout that run the same. */
  readonly run: AnalysisRun;
  /** Whether an earlier place of the same role runs the same. */
  readonly isRepeated: boolean;
}

/** A metric, with the template that holds it and the path to it. */
export interface PlacedMetric {
  readonly template: Manifest<AnalysisTemplateObject>;
  readonly metric: MetricObject;
  readonly path: string;
}

/** Every analysis of every Rollout. Many rules ask for them, so they are gathered once for each assembly. */
export function analysesOf({ manifests }: Pick<Assembly, 'manifests'>): readonly Analysis[] {
  return gathered(manifests);
}

const gathered = readOnce((manifests): readonly Analysis[] =>
  manifests.of('argoproj.io/Rollout').flatMap((rollout) => {
    const runs = new Map<string, AnalysisRun>();
    const seen = new Set<string>();
    return callsOf(rollout).map(({ role, path, step, call }): Analysis => {
      const text = JSON.stringify(call);
      const run = runs.get(text) ?? runOf(manifests, rollout, call);
      runs.set(text, run);
      const isRepeated = seen.has(role + text);
      seen.add(role + text);
      const { args, templates, missing } = run;
      return { rollout, role, path, step, call, run, isRepeated, args, templates, missing };
    });
  }),
);

function runOf(manifests: Manifests, rollout: Manifest, { args = [], templates = [] }: AnalysisCall): AnalysisRun {
  return { args, ...resolve(manifests, rollout, templates, new Set()) };
}

const metricsIn = readOnce<readonly PlacedMetric[], Manifest<AnalysisTemplateObject>>((template) =>
  (template.object.spec.metrics ?? []).map((metric, i) => ({ template, metric, path: `spec.metrics[${i}]` })),
);

/** The metrics of an analysis, those of all its templates together. */
export function metricsOf({ run }: Analysis): readonly PlacedMetric[] {
  return metricsOfRun(run);
}

const metricsOfRun = readOnce<readonly PlacedMetric[], AnalysisRun>(({ templates }) => templates.flatMap(metricsIn));

/** The arguments that a metric asks for as `{{args.<name>}}`, each once, in order. */
export const argumentsAsked = readOnce<readonly string[], MetricObject>((metric) =>
  argumentsIn(JSON.stringify(metric)),
);

/** Every metric of every template, whether a Rollout uses it or not. */
export function allMetrics({ manifests }: Pick<Assembly, 'manifests'>): readonly PlacedMetric[] {
  return metricsOnce(manifests);
}

const metricsOnce = readOnce((manifests) =>
  [...manifests.of('argoproj.io/AnalysisTemplate'), ...manifests.of('argoproj.io/ClusterAnalysisTemplate')].flatMap(
    metricsIn,
  ),
);

type Place = Pick<Analysis, 'role' | 'path' | 'step' | 'call'>;

function callsOf(rollout: Manifest<RolloutObject>): Place[] {
  const { canary, blueGreen } = rollout.object.spec.strategy ?? {};
  const places: Place[] = [];
  const add = (role: Analysis['role'], path: string, call: AnalysisCall | undefined, step?: number): void => {
    if (call) places.push({ role, path: `spec.strategy.${path}`, call, step });
  };
  (canary?.steps ?? []).forEach((one, step) => {
    add('inline', `canary.steps[${step}].analysis`, one.analysis, step);
    (one.experiment?.analyses ?? []).forEach((analysis, i) => {
      const call = { templates: [analysis], ...(analysis.args === undefined ? {} : { args: analysis.args }) };
      add('experiment', `canary.steps[${step}].experiment.analyses[${i}]`, call, step);
    });
  });
  add('background', 'canary.analysis', canary?.analysis);
  add('pre-promotion', 'blueGreen.prePromotionAnalysis', blueGreen?.prePromotionAnalysis);
  add('post-promotion', 'blueGreen.postPromotionAnalysis', blueGreen?.postPromotionAnalysis);
  return places;
}

type Found = Pick<Analysis, 'templates' | 'missing'>;

/** Each template once, however often it is named: the controller does the same. */
function resolve(manifests: Manifests, rollout: Manifest, refs: readonly TemplateRef[], seen: Set<Manifest>): Found {
  const templates: Manifest<AnalysisTemplateObject>[] = [];
  const missing: TemplateRef[] = [];
  for (const ref of refs) {
    const template = tryFind(manifests, rollout, ref);
    if (!template) missing.push(ref);
    else if (!seen.has(template)) {
      seen.add(template);
      const nested = resolve(manifests, rollout, template.object.spec.templates ?? [], seen);
      templates.push(template, ...nested.templates);
      missing.push(...nested.missing);
    }
  }
  return { templates, missing };
}

function tryFind(
  manifests: Manifests,
  rollout: Manifest,
  { templateName = '', clusterScope }: TemplateRef,
): Manifest<AnalysisTemplateObject> | undefined {
  const { environment, object } = rollout;
  if (clusterScope) {
    return manifests.tryFind('argoproj.io/ClusterAnalysisTemplate', { environment, name: templateName });
  }
  const { namespace } = object.metadata;
  return manifests.tryFind('argoproj.io/AnalysisTemplate', { environment, namespace, name: templateName });
}
