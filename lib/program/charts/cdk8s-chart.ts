import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { invalid } from '../../model';
import { type FileSet } from '../file-set';
import { type HelmChart, templateFiles, valueFiles } from './helm-chart';

/**
 * Whether a run was started by `cdk8s synth --format helm`, which has written a `Chart.yaml` and asks for the templates
 * beside it.
 */
export function isCdk8sChart(output: string): boolean {
  return basename(output) === 'templates' && existsSync(join(dirname(output), 'Chart.yaml'));
}

/**
 * What belongs beside that `Chart.yaml`: path below its folder → text. `cdk8s` makes one chart of a program, so it has to be
 * said which one, as `SLIPWAY_CHART`, unless there is only one. Throws `SLIPWAY_CHART: …`.
 */
export function cdk8sChartFiles(charts: readonly HelmChart[], wanted: string | undefined): FileSet {
  const [only, ...others] = wanted === undefined ? charts : charts.filter(({ folder }) => folder === wanted);
  if (!only || others.length > 0) {
    throw invalid(
      'SLIPWAY_CHART',
      `the one chart that cdk8s is to write, of ${charts.map(({ folder }) => folder).join(', ')}`,
      wanted,
      'a Program with `charts` writes them all',
    );
  }
  return new Map([...valueFiles(only), ...templateFiles(only, 'templates')]);
}
