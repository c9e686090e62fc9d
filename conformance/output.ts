import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** A Kubernetes object as far as every engine needs to know it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name?: string; readonly generateName?: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

/** One document of a synthesized manifest file. */
export interface Manifest {
  /** Path of the file below the output's root. */
  readonly file: string;
  /** First folder below `dist`: the cluster it goes to. */
  readonly environment: string;
  /** The document's own text: engines read that, not our reading of it. */
  readonly text: string;
  readonly object: KubernetesObject;
}

/** Everything that `npm run synth` wrote. */
export class Output {
  /** Reads a project folder. */
  public static read(root: string): Output {
    const dist = join(root, 'dist');
    if (!existsSync(dist)) throw new Error(`${dist} is not there: run npm run synth first`);
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.ya?ml$/.test(path))
      .sort();
    return new Output(
      root,
      files.flatMap((path) => readManifests(root, join(dist, path))),
    );
  }

  private constructor(
    public readonly root: string,
    private readonly documents: readonly Manifest[],
  ) {}

  /** What is sent to clusters: all documents but those that only kustomize reads. */
  public get manifests(): readonly Manifest[] {
    return this.documents.filter((document) => groupOf(document) !== 'kustomize.config.k8s.io');
  }

  public get environments(): readonly string[] {
    return [...new Set(this.manifests.map((manifest) => manifest.environment))];
  }

  /** The manifests of some API groups; the core group is ''. */
  public ofGroups(...groups: readonly string[]): readonly Manifest[] {
    return this.manifests.filter((manifest) => groups.includes(groupOf(manifest)));
  }

  /** Folders that kustomize builds, below the root. */
  public get kustomizations(): readonly string[] {
    return this.documents
      .filter((document) => document.object.kind === 'Kustomization' && isKustomize(document))
      .map(folderOf);
  }

  /** Folders of the synthesized Terraform stacks. */
  public get stacks(): readonly string[] {
    const folder = join(this.root, 'cdktf.out', 'stacks');
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isDirectory() && existsSync(join(path, 'cdk.tf.json')))
      .sort();
  }
}

/** How a manifest is named in a refusal. */
export function placeOf({ file, object }: Manifest): string {
  return `${file}: ${object.kind} ${object.metadata.name ?? object.metadata.generateName ?? ''}`;
}

export function groupOf({ object }: Pick<Manifest, 'object'>): string {
  const [group, version] = object.apiVersion.split('/');
  return version === undefined ? '' : (group ?? '');
}

/** Splits a file into documents; each keeps the text that stands in the file. */
export function readManifests(root: string, path: string): readonly Manifest[] {
  const text = readFileSync(path, 'utf8');
  const file = relative(root, path);
  return parseAllDocuments(text, { version: '1.1', uniqueKeys: false }).flatMap((document) => {
    const object = document.toJS() as KubernetesObject | null;
    if (object === null) return [];
    const [start, , end] = document.range;
    return [{ file, environment: file.split(sep)[1] ?? '', text: text.slice(start, end), object }];
  });
}

const isKustomize = (document: Manifest): boolean => groupOf(document) === 'kustomize.config.k8s.io';
const folderOf = (document: Manifest): string => dirname(document.file);
