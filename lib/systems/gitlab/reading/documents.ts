import {
  type Assembly,
  type Origin,
  readDocument,
  readOnce,
  type RepositoryFileContent,
  Unreadable,
} from '../../../assembly';

/** A file of GitLab's pipelines, read. */
export interface ReadDocument {
  /** The path inside the repository. */
  readonly path: string;
  readonly repository: string;
  readonly origin: Origin;
  /** Whether GitLab starts pipelines from it by itself: `.gitlab-ci.yml`. */
  readonly isRoot: boolean;
  /** What stands at the top: jobs and keywords by their names; nothing where it is no map. */
  readonly top: Readonly<Record<string, unknown>> | undefined;
  /** What stands in a list at the top, as the steps of another system do. */
  readonly steps: readonly unknown[] | undefined;
  /** Why it cannot be read. */
  readonly failure: string | undefined;
  readonly lineOf: (path: string) => number;
}

/** Every pipeline file of the assembly. */
export function documentsOf({ files }: Assembly): readonly ReadDocument[] {
  return read(files);
}

const read = readOnce((files: Assembly['files']) =>
  files.all.filter(isPipelineFile).map(toDocument).filter(isPipeline),
);

/** `.gitlab-ci.yml`, and the folder `.gitlab` where its parts are kept. */
function isPipelineFile({ path }: RepositoryFileContent): boolean {
  return ROOT.test(path) || /(^|\/)\.gitlab\/(?!(issue|merge_request)_templates\/).+\.ya?ml$/.test(path);
}

/** Beside parts of pipelines, the folder holds settings of agents, maps of routes and what tools keep there. */
function isPipeline({ path, isRoot, top, steps = [] }: ReadDocument): boolean {
  if (isRoot || /(?:^|\/)\.gitlab\/ci\/|gitlab-ci\.ya?ml$/.test(path) || (top === undefined && steps.length === 0)) {
    return true;
  }
  if (steps.length > 0) return steps.some((step) => has(step, ['run', 'uses', 'script']));
  return has(top, PIPELINE) || Object.values(top ?? {}).some((job) => has(job, JOB));
}

function has(value: unknown, keys: readonly string[]): boolean {
  return typeof value === 'object' && value !== null && keys.some((key) => Object.hasOwn(value, key));
}

const PIPELINE = ['include', 'stages', 'workflow', 'default', 'variables', 'jobs'];
const JOB = 'script before_script after_script extends trigger stage run rules image needs steps runs-on'.split(' ');

const ROOT = /(^|\/)\.gitlab-ci\.ya?ml$/;

function toDocument({ path, repository, origin, content }: RepositoryFileContent): ReadDocument {
  const file = { path, repository, origin, isRoot: ROOT.test(path), top: undefined, steps: undefined };
  try {
    const { value, lineOf } = readDocument(withoutSpec(content));
    if (Array.isArray(value)) return { ...file, steps: value, failure: undefined, lineOf };
    const isMap = typeof value === 'object' && value !== null;
    return { ...file, top: isMap ? (value as ReadDocument['top']) : undefined, failure: undefined, lineOf };
  } catch (error) {
    if (error instanceof Unreadable) return { ...file, failure: error.message, lineOf: () => 1 };
    throw error;
  }
}

/** A component begins with a document about its inputs: it is taken away, its lines stay. */
function withoutSpec(content: string): string {
  const end = /^spec:[\s\S]*?^---[ \t]*$/m.exec(content);
  if (end?.index !== 0) return content;
  return end[0].replace(/[^\n]/g, '') + content.slice(end[0].length);
}
