import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { load } from 'js-yaml';
import { type Program } from '../../lib/program';

/** A workflow of one repository. */
export interface WorkflowFile {
  /** What it was written with: the files of one set may call each other. */
  readonly set: string;
  /** `owner/name`. */
  readonly repository: string;
  /** Below the repository. */
  readonly path: string;
  readonly text: string;
}

/** How a finding names a workflow, and where `laidOut` puts it. */
export function placeOf({ set, repository, path }: WorkflowFile): string {
  return `${set}/${repository}/${path}`;
}

/** The workflows that were written to a project folder. */
export function written(root: string, set: string): readonly WorkflowFile[] {
  const folder = join(root, 'repositories');
  if (!existsSync(folder)) return [];
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return paths.flatMap((file) => {
    const [owner = '', name = '', ...path] = file.split(sep);
    return workflow(set, `${owner}/${name}`, path.join('/'), () => readFileSync(join(folder, file), 'utf8'));
  });
}

/** The workflows of some programs, each a set of its own. */
export function rendered(programs: Readonly<Record<string, () => Program>>): readonly WorkflowFile[] {
  return Object.entries(programs).flatMap(([name, make]) => {
    const { files } = make().assemble();
    return files.all.flatMap((file) =>
      workflow(name.replaceAll(' ', '-'), file.repository, file.path, () => file.content),
    );
  });
}

function workflow(set: string, repository: string, path: string, text: () => string): readonly WorkflowFile[] {
  return /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path) ? [{ set, repository, path, text: text() }] : [];
}

/** Writes workflows below a folder, each set and repository a folder of its own that looks like a checkout. */
export function laidOut(workflows: readonly WorkflowFile[], folder: string): void {
  for (const one of workflows) {
    const path = join(folder, placeOf(one));
    mkdirSync(dirname(path), { recursive: true });
    mkdirSync(join(folder, one.set, one.repository, '.git'), { recursive: true });
    writeFileSync(path, one.text);
  }
}

/** What a workflow says, as far as it must be known to count and to find its scripts. */
export interface Workflow {
  readonly defaults?: Defaults;
  readonly jobs?: Readonly<Record<string, WorkflowJob>>;
}
interface WorkflowJob {
  readonly defaults?: Defaults;
  readonly steps?: readonly { readonly name?: string; readonly run?: string; readonly shell?: string }[];
}
interface Defaults {
  readonly run?: { readonly shell?: string };
}

export function read({ text }: WorkflowFile): Workflow {
  return (load(text) ?? {}) as Workflow;
}
