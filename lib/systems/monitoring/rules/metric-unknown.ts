import { problem, type Rule, tryNearest } from '../../../audit';
import { type Exporter, tryExporter, trySeries } from '../exported-metrics';
import { expressionsOf, recordedNames } from '../expressions';
import { alert, ruled } from './examples';

const TOTAL = 'tekton_pipelines_controller_pipelinerun_total{status="failed"}';
const COUNT = 'tekton_pipelines_controller_pipelinerun_count{status="failed"}';

export const metricUnknown: Rule = {
  id: 'MON002',
  severity: 'error',
  title: 'a query asks for a metric that its controller does not export',
  why: 'no series ever answers, so the alert never fires, and its silence looks like health',
  repair: 'ask for a metric of the installed version',
  good: ruled(alert(`sum(increase(${TOTAL}[1h])) > 5`)),
  bad: ruled(alert(`sum(increase(${COUNT}[1h])) > 5`)),
  check: (assembly) =>
    expressionsOf(assembly).flatMap(({ manifest, words, path, parsed }) =>
      [...new Set(parsed.selectors.map(({ metric }) => metric))].flatMap((metric) => {
        const exporter = tryExporter(metric, assembly.platform);
        if (!exporter || trySeries(metric, assembly.platform) || recordedNames(assembly).has(metric)) return [];
        const message = `${words} asks for ${metric}, which ${exporter.product} does not export`;
        return [problem(manifest, message, repairFor(metric, exporter), `${path}.expr`)];
      }),
    ),
};

function repairFor(metric: string, { gone = {}, metrics }: Exporter): string {
  const instead = (Object.hasOwn(gone, metric) ? gone[metric] : undefined) ?? tryNearest(metric, Object.keys(metrics));
  return instead === undefined ? 'ask for a metric that it exports' : `ask for ${instead}`;
}
