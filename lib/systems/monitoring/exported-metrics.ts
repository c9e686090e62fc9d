import { type Platform } from '../../model';
import { ARGO_CD } from './exporters/argo-cd';
import { ARGO_ROLLOUTS } from './exporters/argo-rollouts';
import { TEKTON } from './exporters/tekton';

/** A metric as its maker exports it. */
export interface ExportedMetric {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly labels: readonly string[];
  /** All values of those labels that have a fixed set. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
}

/** A controller whose metrics are known one by one. */
export interface Exporter {
  /** The product with the version that the facts are of. */
  readonly product: string;
  /** Beginnings of names that nobody else uses. */
  readonly prefixes: readonly string[];
  readonly metrics: Readonly<Record<string, ExportedMetric>>;
  /** Metrics that are no more, and what took their place. */
  readonly gone?: Readonly<Record<string, string>>;
  /** A label of the metrics Service by which monitors find it. */
  readonly service: readonly [label: string, value: string];
  /** Whether the facts hold for what is installed. */
  readonly holdsFor: (platform: Platform) => boolean;
}

/** One series of a metric: of a histogram there are three. */
export interface ExportedSeries {
  readonly exporter: Exporter;
  readonly metric: ExportedMetric;
  /** The labels of this series, `le` included. */
  readonly labels: readonly string[];
  /** Whether it only ever goes up. */
  readonly counts: boolean;
}

/** The controllers whose metrics are known. */
export const EXPORTERS: readonly Exporter[] = [TEKTON, ARGO_ROLLOUTS, ARGO_CD];

/** What a name means, where one of the known controllers exports it. */
export function trySeries(name: string, platform: Platform): ExportedSeries | undefined {
  const exporter = tryExporter(name, platform);
  if (!exporter) return undefined;
  const plain = known(exporter, name);
  if (plain) return { exporter, metric: plain, labels: plain.labels, counts: plain.type === 'counter' };
  const [, base = '', part = ''] = /^(.+)_(bucket|sum|count)$/.exec(name) ?? [];
  const histogram = known(exporter, base);
  if (histogram?.type !== 'histogram') return undefined;
  const labels = part === 'bucket' ? [...histogram.labels, 'le'] : histogram.labels;
  return { exporter, metric: histogram, labels, counts: true };
}

/** The controller that owns the beginning of a name. */
export function tryExporter(name: string, platform: Platform): Exporter | undefined {
  return EXPORTERS.find((one) => one.holdsFor(platform) && one.prefixes.some((prefix) => name.startsWith(prefix)));
}

function known({ metrics }: Exporter, name: string): ExportedMetric | undefined {
  return Object.hasOwn(metrics, name) ? metrics[name] : undefined;
}

/** Labels that a scrape adds, whatever is scraped. */
export const SCRAPE_LABELS: ReadonlySet<string> = new Set([
  '__name__',
  'cluster',
  'container',
  'endpoint',
  'env',
  'environment',
  'instance',
  'job',
  'namespace',
  'node',
  'otel_scope_name',
  'otel_scope_version',
  'pod',
  'prometheus',
  'prometheus_replica',
  'region',
  'replica',
  'service',
]);
