import { dirname, resolve } from 'node:path';
import { type Assembly, grouped, toYaml } from '../assembly';
import { type AuditReport, hasErrors } from '../audit';
import { cdk8sChartFiles, isCdk8sChart } from './charts/cdk8s-chart';
import { type HelmCharts, chartFiles, helmCharts } from './charts/helm-chart';
import { type FileSet, replaceFolder, updateFolder } from './file-set';
import { type SynthResult } from './result';
import { stableJson } from './stable-json';

/** What a program writes beside its manifests. */
export interface Beside {
  /** What cdktf itself says of the stacks; nothing where there is none. */
  readonly terraform: object | undefined;
  /** How its charts are called; nothing where it writes none. */
  readonly charts: HelmCharts | undefined;
}

/** Writes the parts of the assembly that this run is asked for, unless the report has an error. */
export function output(assembly: Assembly, report: AuditReport, beside: Beside): SynthResult {
  if (hasErrors(report)) return { assembly, report, written: [] };
  // Everything is made before anything is written: what cannot be made leaves all as it was.
  const parts = partsOf(assembly, beside, process.env);
  for (const { folder, files, write } of parts) write(resolve(folder), files);
  return { assembly, report, written: parts.flatMap(({ folder, files }) => paths(folder, files)) };
}

/** A folder, what belongs into it, and whether others write there too. */
interface Part {
  readonly folder: string;
  readonly files: FileSet;
  readonly write: (folder: string, files: FileSet) => void;
}

function partsOf(assembly: Assembly, { terraform, charts }: Beside, environment: NodeJS.ProcessEnv): readonly Part[] {
  const targets = targetsOf(environment);
  const parts: Part[] = [];
  const part = (folder: string, write: Part['write'], files: FileSet) => parts.push({ folder, files, write });
  if (targets.chart !== undefined) part(targets.chart, updateFolder, cdk8sChart(assembly, environment));
  if (targets.kubernetes !== undefined) part(targets.kubernetes, replaceFolder, manifestFiles(assembly));
  if (targets.charts !== undefined && charts) part(targets.charts, replaceFolder, filesOfCharts(assembly, charts));
  if (targets.terraform !== undefined && terraform) {
    part(targets.terraform, updateFolder, terraformFiles(assembly, terraform));
  }
  if (targets.repositories !== undefined && assembly.files.all.length > 0) {
    const files = assembly.files.all.map((file) => [`${file.repository}/${file.path}`, file.content] as const);
    part(targets.repositories, replaceFolder, new Map(files));
  }
  return parts;
}

interface Targets {
  readonly kubernetes?: string;
  /** The folder of a chart that `cdk8s synth --format helm` has begun. */
  readonly chart?: string;
  readonly charts?: string;
  readonly terraform?: string;
  readonly repositories?: string;
}

/** `cdk8s synth` and `cdktf synth` run the program with the name of their output folder, and own that folder alone. */
function targetsOf(environment: NodeJS.ProcessEnv): Targets {
  const { CDK8S_OUTDIR: kubernetes, CDKTF_OUTDIR: terraform } = environment;
  if (kubernetes) return isCdk8sChart(kubernetes) ? { chart: dirname(kubernetes) } : { kubernetes };
  if (terraform) return { terraform };
  return { kubernetes: 'dist', charts: 'charts', terraform: 'cdktf.out', repositories: 'repositories' };
}

/** The manifests as files: path relative to the output folder → YAML. */
export function manifestFiles(assembly: Assembly): FileSet {
  const documents = grouped(assembly.manifests.all, ({ origin }) => origin.file ?? 'manifests.yaml');
  return new Map([...documents].map(([file, held]) => [file, toYaml(held.map(({ object }) => object))]));
}

function cdk8sChart({ manifests }: Assembly, environment: NodeJS.ProcessEnv): FileSet {
  return cdk8sChartFiles(helmCharts(manifests.all), environment['SLIPWAY_CHART']);
}

function filesOfCharts({ manifests }: Assembly, charts: HelmCharts): FileSet {
  const files = helmCharts(manifests.all).flatMap((chart) =>
    [...chartFiles(chart, charts)].map(([path, text]) => [`${chart.folder}/${path}`, text] as const),
  );
  return new Map(files);
}

function terraformFiles(assembly: Assembly, manifest: object): FileSet {
  const stacks = assembly.terraform.stacks.map(
    (stack) => [`stacks/${stack.name}/cdk.tf.json`, stableJson(stack.json)] as const,
  );
  return new Map([...stacks, ['manifest.json', stableJson(manifest)]]);
}

function paths(folder: string, files: FileSet): string[] {
  return [...files.keys()].map((path) => `${folder}/${path}`);
}
