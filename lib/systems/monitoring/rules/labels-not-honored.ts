import { type Assembly, readOnce } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { EXPORTERS, type Exporter } from '../exported-metrics';
import { expressionsOf } from '../expressions';
import { monitorsOf, type PlacedMonitor } from '../monitors';
import { alert, example, prometheusRule, serviceMonitor } from './examples';

const RULES = prometheusRule(alert('max by (namespace, name) (rollout_info{phase="Abort"}) == 1'));
const METRICS = { 'app.kubernetes.io/name': 'argo-rollouts-metrics' };

export const labelsNotHonored: Rule = {
  id: 'MON017',
  severity: 'error',
  title: 'a monitor gives every object of a controller the namespace of the controller',
  why: 'the label that the metric had is called exported_namespace then: alerts by namespace put all services into one, and matchers for one find nothing',
  repair: 'set honorLabels: true at the endpoint',
  reference: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config',
  good: example(RULES, serviceMonitor({ port: 'metrics', honorLabels: true }, METRICS)),
  bad: example(RULES, serviceMonitor({ port: 'metrics' }, METRICS)),
  check: (assembly) =>
    monitorsOf(assembly.manifests).flatMap((monitor) => {
      const { environment, object } = monitor.manifest;
      const exporter = EXPORTERS.find((one) => scrapes(monitor, one));
      if (!exporter || !asksForNamespace(assembly.manifests).has(`${environment}\n${exporter.product}`)) return [];
      return monitor.endpoints.flatMap(({ honorLabels, metricRelabelings = [], port }, i) => {
        const isMetrics = port === undefined || port.includes('metrics');
        if (honorLabels === true || !isMetrics || metricRelabelings.length > 0 || object.kind !== 'ServiceMonitor')
          return [];
        const message = `the namespace that ${exporter.product} writes becomes exported_namespace, and rules ask for namespace`;
        return [problem(monitor.manifest, message, 'set honorLabels: true', `${monitor.path}[${i}]`)];
      });
    }),
};

function scrapes({ manifest }: PlacedMonitor, { service: [label, value] }: Exporter): boolean {
  return manifest.object.spec.selector.matchLabels?.[label] === value;
}

/** The environments in which some rule asks for the namespace that a controller writes. */
const asksForNamespace = readOnce((manifests: Assembly['manifests']) => {
  const found = new Set<string>();
  for (const { manifest, parsed } of expressionsOf({ manifests })) {
    const matched = parsed.selectors.filter(({ matchers }) => matchers.some(({ label }) => label === 'namespace'));
    const kept = parsed.aggregations.filter(({ by }) => by.includes('namespace')).flatMap(({ selectors }) => selectors);
    for (const { metric } of [...matched, ...kept]) {
      const exporter = EXPORTERS.find(({ prefixes }) => prefixes.some((prefix) => metric.startsWith(prefix)));
      if (exporter) found.add(`${manifest.environment}\n${exporter.product}`);
    }
  }
  return found;
});
