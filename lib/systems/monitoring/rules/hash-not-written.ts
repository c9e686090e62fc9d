import { type Assembly, type Manifest, addTo, readAlikeOnce, readOnce } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { ANALYSIS_ARGUMENTS, isQueryError, parseQuery } from '../../../promql';
import { labelsWrittenBy, mapsLabels, monitorsOf, type PlacedMonitor } from '../monitors';
import { ANALYSIS, example, podMonitor, ROLLOUT } from './examples';

export const hashNotWritten: Rule = {
  id: 'MON014',
  severity: 'error',
  title: 'a gate selects a label that no monitor writes',
  why: 'the hash of the pod template is a label of the pod, not of its metrics: the gate finds nothing, and no release gets through',
  repair: 'add podTargetLabels: [rollouts-pod-template-hash] to the monitor',
  reference: 'https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PodMonitorSpec',
  good: example(ROLLOUT, ANALYSIS, podMonitor({ port: 'http' }, { podTargetLabels: ['rollouts-pod-template-hash'] })),
  bad: example(ROLLOUT, ANALYSIS, podMonitor({ port: 'http' })),
  check: (assembly) =>
    hashesAsked(assembly).flatMap(({ template, label, path }) => {
      const { environment, object } = template;
      const monitors = ofRollouts(assembly.manifests).get(placeOf(environment, object.metadata.namespace)) ?? [];
      if (monitors.length === 0 || monitors.some((one) => mapsLabels(one) || labelsWrittenBy(one).has(label)))
        return [];
      const names = monitors.map(({ manifest }) => `${manifest.object.kind} ${manifest.object.metadata.name ?? ''}`);
      const message = `its query selects ${label}, which ${names.join(' and ')} does not write`;
      return [problem(template, message, 'name the label in podTargetLabels', path)];
    }),
};

const placeOf = (environment: string, namespace: string | undefined): string => `${environment}\n${namespace ?? ''}`;

/** The monitors that scrape pods of Rollouts, by where those are. */
const ofRollouts = readOnce((manifests) => {
  const index = new Map<string, PlacedMonitor[]>();
  for (const monitor of monitorsOf(manifests)) {
    const scraped = monitor.pods.filter(({ manifest }) => manifest.object.kind === 'Rollout');
    for (const place of new Set(scraped.map(({ environment, namespace }) => placeOf(environment, namespace)))) {
      addTo(index, place, monitor);
    }
  }
  return index;
});

interface AskedHash {
  readonly template: Manifest;
  readonly label: string;
  readonly path: string;
}

/** As much of an AnalysisTemplate as this rule reads. */
interface Analysis {
  readonly spec?: {
    readonly metrics?: readonly { readonly provider?: { readonly prometheus?: { readonly query?: string } } }[];
  };
}

function hashesAsked({ manifests }: Assembly): readonly AskedHash[] {
  const templates: readonly Manifest<Analysis>[] = manifests.of('argoproj.io/AnalysisTemplate');
  return templates.flatMap((template) =>
    (template.object.spec?.metrics ?? []).flatMap(({ provider }, i) =>
      labelsOnce(manifests, provider?.prometheus?.query ?? '').map((label) => ({
        template,
        label,
        path: `spec.metrics[${i}].provider.prometheus.query`,
      })),
    ),
  );
}

/** Services ask alike, and reading a query costs more than all else here. */
const labelsOnce = readAlikeOnce(
  (query: string) => query,
  (query) => [...new Set(hashLabelsIn(query))],
);

function hashLabelsIn(query: string): readonly string[] {
  if (!query.includes('pod_template_hash')) return [];
  const parsed = parseQuery(query, ANALYSIS_ARGUMENTS);
  if (isQueryError(parsed)) return [];
  return parsed.selectors
    .flatMap(({ matchers }) => matchers)
    .filter(({ label, value }) => label.endsWith('pod_template_hash') && value.includes('{{'))
    .map(({ label }) => label);
}
