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

const read = readOnce((files: Assembly['files']) => files.all.filter(isPipelineFile).map(toDocument));

/** `.gitlab-ci.yml`, and the folder `.gitlab` where its parts are kept. */
function isPipelineFile({ path }: RepositoryFileContent): boolean {
  return ROOT.test(path) || /(^|\/)\.gitlab\/(?!(issue|merge_request)_templates\/).+\.ya?ml$/.test(path);
}

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
