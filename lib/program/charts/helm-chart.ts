import { basename, dirname, join } from 'node:path/posix';
import { type KubernetesObject, type Manifest, grouped, toYaml } from '../../assembly';
import { invalid } from '../../model';
import { type FileSet } from '../file-set';
import { bareImages, promotedTemplates, templateText } from './template-text';

/** What charts are called beside their folder. */
export interface HelmCharts {
  /** The version of every chart, as SemVer: `1.4.0`. */
  readonly version: string;
}

/** One folder of manifests as a chart that Helm can install. */
export interface HelmChart {
  /** The folder, such as `production/order-service`; the chart has the name of its last part. */
  readonly folder: string;
  /** The objects of each file. */
  readonly files: ReadonlyMap<string, readonly KubernetesObject[]>;
  /** Who completes it: the promoter's file, as a path in the GitOps repository, for the workload of this name. */
  readonly promoted?: { readonly file: string; readonly workload: string };
}

const LIST = 'kustomization.yaml';
const KUSTOMIZE = 'kustomize.config.k8s.io/';

/**
 * A chart for each folder that holds manifests, in the order of the program. What kustomize does with a folder, its chart
 * must be able to do: throws `Program.charts: …` for a Kustomization that does more than list files and take in one component.
 */
export function helmCharts(manifests: readonly Manifest[]): readonly HelmChart[] {
  const folders = grouped(manifests, ({ origin }) => dirname(origin.file ?? ''));
  return [...folders].flatMap(([folder, own]) => {
    const files = filesOf(own.filter(({ object }) => !object.apiVersion.startsWith(KUSTOMIZE)));
    if (files.size === 0) return [];
    if (folder === '.') {
      throw invalid(
        'Program.charts',
        'charts below an Environment',
        [...files.keys()][0],
        'Helm installs one at a time',
      );
    }
    const list = own.find(
      ({ origin, object }) => basename(origin.file ?? '') === LIST && object.kind === 'Kustomization',
    );
    return [{ folder, files, ...(list ? promotedIn(list) : {}) }];
  });
}

/** The files of a chart, below its folder. Throws `Program.charts: …` for a version that is none. */
export function chartFiles(chart: HelmChart, { version }: HelmCharts): FileSet {
  if (!/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version))
    throw invalid('Program.charts', 'a version such as "1.4.0"', version);
  const name = basename(chart.folder);
  const about = { apiVersion: 'v2', name, description: `${name}, written by slipway`, type: 'application', version };
  return new Map([['Chart.yaml', toYaml([about])], ...valueFiles(chart), ...templateFiles(chart, 'templates')]);
}

/** The templates of a chart: path below `folder` → text. */
export function templateFiles({ files, promoted }: HelmChart, folder: string): FileSet {
  const templates = [...files].map(([file, objects]) => [file, templateText(objects, promoted?.workload)] as const);
  const all = promoted ? [...templates, ['_promoted.tpl', promotedTemplates(promoted.file)] as const] : templates;
  return new Map(all.map(([file, text]) => [join(folder, file), text]));
}

/** The values of a chart, where a promoter completes it. */
export function valueFiles({ files, promoted }: HelmChart): FileSet {
  if (!promoted) return new Map();
  const images = bareImages([...files.values()].flat()).map((name) => ({ name, digest: '' }));
  const values = toYaml([{ images, patches: [] }]);
  return new Map([
    ['values.yaml', `# Completed by the promoter's file: helm upgrade … --values ${promoted.file}\n${values}`],
  ]);
}

function filesOf(manifests: readonly Manifest[]): ReadonlyMap<string, readonly KubernetesObject[]> {
  const files = grouped(manifests, ({ origin }) => basename(origin.file ?? ''));
  return new Map([...files].map(([file, own]) => [file, own.map(({ object }) => object)]));
}

/** The component of a Kustomization, from where the output folder lies in the repository. */
function promotedIn({ object, origin }: Manifest): Pick<HelmChart, 'promoted'> {
  const {
    resources,
    components = [],
    ...more
  } = object as unknown as {
    readonly resources: readonly string[];
    readonly components?: readonly string[];
  };
  const others = Object.keys(more).filter((field) => !['apiVersion', 'kind', 'metadata'].includes(field));
  const outside = resources.filter((path) => path.startsWith('..') || path.includes('://'));
  const strange = [...others, ...outside, ...components.slice(1)];
  if (strange.length > 0) {
    throw invalid(
      'Program.charts',
      'a Kustomization that lists what is beside it and takes in one component',
      `${strange.join(', ')} in ${origin.file ?? LIST}`,
      'no chart can do the same',
    );
  }
  const [component] = components;
  const workload = object.metadata.name ?? '';
  return component === undefined
    ? {}
    : { promoted: { file: join('dist', dirname(origin.file ?? ''), component, LIST), workload } };
}
