import { RootConstruct, type Construct } from 'constructs';
import { load } from 'js-yaml';
import { RepositoryFile } from '../../../../lib/repository';

export interface RenderedStep {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
}

export interface RenderedJob {
  readonly needs?: readonly string[];
  readonly if?: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly 'runs-on'?: string;
  readonly environment?: string;
  readonly concurrency?: object;
  readonly container?: { readonly image: string };
  readonly uses?: string;
  readonly with?: object;
  readonly steps: readonly RenderedStep[];
}

export interface RenderedWorkflow {
  readonly on: unknown;
  readonly permissions: object;
  readonly concurrency?: object;
  readonly jobs: Readonly<Record<string, RenderedJob>>;
}

/** The files that constructs make, by path. */
export function textsOf(make: (files: Construct) => void): Readonly<Record<string, string>> {
  const root = new RootConstruct('files');
  make(root);
  const files = root.node.findAll().filter((one) => RepositoryFile.isRepositoryFile(one));
  return Object.fromEntries(files.map(({ path, content }) => [path, content]));
}

/** One workflow as what it means. */
export function workflowOf(make: (files: Construct) => void, file: string): RenderedWorkflow {
  return load(textsOf(make)[`.github/workflows/${file}`] ?? '') as RenderedWorkflow;
}

/** The jobs that must have ended before each job, however far. */
export function ancestorsOf(jobs: RenderedWorkflow['jobs'], id: string): ReadonlySet<string> {
  const direct = jobs[id]?.needs ?? [];
  return new Set(direct.flatMap((one) => [one, ...ancestorsOf(jobs, one)]));
}

/** A step by its name. */
export function stepOf(job: RenderedJob | undefined, name: string): RenderedStep | undefined {
  return job?.steps.find((step) => step.name === name);
}
