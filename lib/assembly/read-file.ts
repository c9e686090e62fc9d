import { basename, dirname } from 'node:path';
import { type Manifest } from './manifests';
import { type Passage, fencesOf } from './markdown';
import { KUSTOMIZATION, isKustomizationFile } from './overlays';
import { type Broken, type ReadManifests, readManifests } from './read-manifests';
import { type TerraformStackConfig } from './terraform-config';

/** What one file holds. */
export interface ReadFile {
  readonly manifests: readonly Manifest[];
  readonly stacks: readonly TerraformStackConfig[];
  readonly broken: readonly Broken[];
  /** Whether it belongs to a Git repository as it is: a workflow, a Dockerfile, a shell script. */
  readonly isRepositoryFile: boolean;
  /** The texts in it that were read, for the lines of their fields. */
  readonly passages: readonly Passage[];
  /** What in it is not ours to judge, in the words of a count: `documents of other tools 2`. */
  readonly others: readonly string[];
}

/** How a file is read, by its name. */
export type FileKind = 'manifests' | 'json' | 'markdown' | 'terraform' | 'hcl' | 'repository' | 'settings';

/** What kind of file a path is, or the words under which it is counted as none of ours. */
export function kindOfFile(path: string): FileKind | { readonly other: string } {
  const name = basename(path);
  if (name === 'slipway.yaml') return 'settings';
  if (isWorkflow(path) || isOfBuild(name) || /\.(ba)?sh$/.test(name)) return 'repository';
  if (/(^|\/)\.github\//.test(path) && !isAction(path)) return { other: OTHER_FILES };
  if (isKustomizationFile(path) || /\.ya?ml$/.test(name)) return 'manifests';
  if (name.endsWith('.tf.json')) return 'terraform';
  if (name.endsWith('.tf')) return 'hcl';
  if (name.endsWith('.json')) return 'json';
  if (/\.(md|markdown)$/i.test(name)) return 'markdown';
  return { other: name.endsWith('.hcl') ? 'HCL files' : OTHER_FILES };
}

const OTHER_FILES = 'other files';
const OTHER_DOCUMENTS = 'documents of other tools';

/** What an image is built by: a Dockerfile, and the list of what the build does not get, by which a COPY may miss. */
function isOfBuild(name: string): boolean {
  return /^(.+\.)?(Dockerfile|Containerfile)(\..+)?$/.test(name) || name === '.dockerignore';
}

/** GitHub looks at the folder itself only; what lies deeper was meant to be a workflow all the same. */
function isWorkflow(path: string): boolean {
  return /(^|\/)\.github\/workflows\/.+\.ya?ml$/.test(path) || isGitLabPipeline(path);
}

/** The file that GitLab starts from, and the folder in which its parts are kept. */
function isGitLabPipeline(path: string): boolean {
  return (
    /^\.gitlab-ci\.ya?ml$/.test(basename(path)) ||
    /(^|\/)\.gitlab\/(?!(issue|merge_request)_templates\/).+\.ya?ml$/.test(path)
  );
}

/** An action of the repository's own: a file of that name with `runs`. */
function isAction(path: string): boolean {
  return /^action\.ya?ml$/.test(basename(path));
}

/** Reads a file's text. `asked` says that a person named this very file: then everything in it is ours to judge. */
export function readFile(path: string, kind: FileKind, text: string, asked: boolean): ReadFile {
  switch (kind) {
    case 'settings':
      return NOTHING;
    case 'repository':
      return { ...NOTHING, isRepositoryFile: true };
    case 'terraform':
      return readTerraform(path, text);
    case 'hcl':
      return { ...NOTHING, passages: [{ text, firstLine: 1 }] };
    case 'markdown':
      return together(
        fencesOf(text)
          .filter((fence) => looksLikeObject(fence.text))
          .map((fence) => readPassage(path, fence, true)),
      );
    case 'json':
      if (!asked && !looksLikeObject(text)) return { ...NOTHING, others: [OTHER_FILES] };
      return readPassage(path, { text, firstLine: 1 }, asked);
    case 'manifests':
      if (isAction(path) && /^runs:/m.test(text)) return { ...NOTHING, isRepositoryFile: true };
      return {
        ...readPassage(path, { text, firstLine: 1 }, asked),
        isRepositoryFile: dirname(path).endsWith('.tekton'),
      };
  }
}

const NOTHING: ReadFile = {
  manifests: [],
  stacks: [],
  broken: [],
  isRepositoryFile: false,
  passages: [],
  others: [],
};

/** A broken text is a finding unless it is plainly the template of another tool. */
function readPassage(path: string, passage: Passage, asked: boolean): ReadFile {
  if (!asked && isTemplate(passage.text)) return { ...NOTHING, others: ['templates'] };
  const implied = isKustomizationFile(path) ? KUSTOMIZATION : undefined;
  const read: ReadManifests = readManifests(passage.text, path, '', { firstLine: passage.firstLine, implied });
  return {
    ...NOTHING,
    manifests: read.manifests,
    broken: read.broken,
    passages: [passage],
    others: Array<string>(read.others).fill(OTHER_DOCUMENTS),
  };
}

/** Helm's and Jinja's block marks, alone on a line: no YAML reader gets past them. */
function isTemplate(text: string): boolean {
  return /^\s*(\{\{[-\s]|\{%)/m.test(text);
}

/** A text that means to be a Kubernetes object, even when it is broken. */
function looksLikeObject(text: string): boolean {
  return /["']?apiVersion["']?\s*:/.test(text) && /["']?kind["']?\s*:/.test(text);
}

function together(parts: readonly ReadFile[]): ReadFile {
  return {
    ...NOTHING,
    manifests: parts.flatMap((one) => one.manifests),
    broken: parts.flatMap((one) => one.broken),
    passages: parts.flatMap((one) => one.passages),
    others: parts.flatMap((one) => one.others),
  };
}

function readTerraform(file: string, text: string): ReadFile {
  const origin = { file, line: 1 };
  const refused = (message: string): ReadFile => ({ ...NOTHING, broken: [{ origin, message }] });
  try {
    const json = JSON.parse(text) as unknown;
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return refused('it is not a JSON object');
    const stack = { name: basename(dirname(file)), json: json as Record<string, unknown>, origin };
    return { ...NOTHING, stacks: [stack], passages: [{ text, firstLine: 1 }] };
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
}
