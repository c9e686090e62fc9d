import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Manifest } from './manifests';

const NAMES = new Set(['kustomization.yaml', 'kustomization.yml', 'Kustomization']);

/** Whether a file is a kustomize file by its name. */
export function isKustomizationFile(path: string): boolean {
  return NAMES.has(basename(path));
}

/** What a kustomize file says its kind is when it does not say so. */
export const KUSTOMIZATION = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' } as const;

/** A folder that kustomize can build and no other folder uses as its base. */
export interface Overlay {
  readonly folder: string;
  readonly file: string;
  /** The files whose objects it takes up, its own and those of its bases. */
  readonly sources: ReadonlySet<string>;
  /** The kustomize files of its bases and components. */
  readonly bases: ReadonlySet<string>;
}

/** The kustomize files of a folder, seen as a graph. */
export interface Overlays {
  readonly buildable: readonly Overlay[];
  /** Overlays that are not built, each with its reason. */
  readonly unbuildable: readonly { readonly file: string; readonly reason: string }[];
  /** Files that are patches and other parts of kustomize, not objects by themselves. */
  readonly parts: ReadonlySet<string>;
}

/** Finds the overlays among kustomize files that have been read. Nothing outside the disk is ever asked for. */
export function overlaysOf(kustomizations: readonly Manifest[]): Overlays {
  const nodes = new Map(kustomizations.map((one) => [dirname(one.origin.file ?? ''), toNode(one)]));
  const used = new Set([...nodes.values()].flatMap((node) => node.resources));
  const heads = [...nodes].filter(([folder, node]) => !used.has(folder) && node.kind === 'Kustomization');
  const buildable: Overlay[] = [];
  const unbuildable: { file: string; reason: string }[] = [];
  for (const [folder, { file }] of heads) {
    const sources = new Set<string>();
    const bases = new Set<string>();
    const reason = tryObstacle(folder, { nodes, sources, bases }, new Set());
    if (reason === undefined) buildable.push({ folder, file, sources, bases });
    else unbuildable.push({ file, reason });
  }
  return { buildable, unbuildable, parts: new Set([...nodes.values()].flatMap((node) => node.parts)) };
}

interface KustomizationNode {
  readonly file: string;
  readonly kind: string;
  /** Paths of files and folders whose objects it takes up. */
  readonly resources: readonly string[];
  readonly parts: readonly string[];
  readonly charts: boolean;
}

function toNode({ object, origin }: Manifest): KustomizationNode {
  const fields = object as unknown as Readonly<Record<string, unknown>>;
  const file = origin.file ?? '';
  const at = (path: string): string => (isRemote(path) ? path : withoutSlash(join(dirname(file), path)));
  return {
    file,
    kind: object.kind,
    resources: ['resources', 'bases', 'components', 'crds'].flatMap((field) => texts(fields[field])).map(at),
    parts: partsOf(fields).map(at),
    charts: ['helmCharts', 'helmChartInflationGenerator'].some((field) => fields[field] !== undefined),
  };
}

/** A folder as its kustomize file's own path names it: `../base/` is `../base`. */
function withoutSlash(path: string): string {
  return path.replace(/[\\/]+$/, '');
}

const PART_FIELDS = ['patches', 'patchesJson6902', 'replacements'];
const PART_LISTS = ['patchesStrategicMerge', 'configurations', 'generators', 'transformers', 'validators'];

function partsOf(fields: Readonly<Record<string, unknown>>): string[] {
  const named = PART_FIELDS.flatMap((field) => {
    const list = fields[field];
    return Array.isArray(list) ? list.map((one) => (one as { readonly path?: unknown } | null)?.path) : [];
  });
  return [...texts(named), ...PART_LISTS.flatMap((field) => texts(fields[field]))].filter((one) => !one.includes('\n'));
}

const DEEPEST = 50;

interface Gathered {
  readonly nodes: ReadonlyMap<string, KustomizationNode>;
  readonly sources: Set<string>;
  readonly bases: Set<string>;
}

/** Why a folder cannot be built from what is on the disk, or nothing; its sources are gathered on the way. */
function tryObstacle(folder: string, gathered: Gathered, above: ReadonlySet<string>): string | undefined {
  const { sources, bases } = gathered;
  const node = gathered.nodes.get(folder);
  if (!node) return `${folder} has no kustomization.yaml`;
  if (above.has(folder)) return `${folder} is its own base`;
  if (node.charts) return 'it renders Helm charts';
  if (above.size > DEEPEST) return `its bases are nested more than ${DEEPEST} deep`;
  if (bases.has(node.file)) return undefined;
  if (above.size > 0) bases.add(node.file);
  const path = new Set([...above, folder]);
  for (const resource of node.resources) {
    if (isRemote(resource)) return `${resource} is not on this disk`;
    if (!existsSync(resource)) return `${resource} does not exist`;
    if (statSync(resource).isFile()) sources.add(resource);
    else {
      const reason = tryObstacle(resource, gathered, path);
      if (reason !== undefined) return reason;
    }
  }
  const missing = node.parts.find((part) => !existsSync(part));
  return missing === undefined ? undefined : `${missing} does not exist`;
}

function isRemote(path: string): boolean {
  return /:\/\/|^git@|\?ref=|^github\.com\//.test(path);
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
