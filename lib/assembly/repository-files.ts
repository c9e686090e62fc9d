import { type Origin } from './origin';

/** The name that stands for a repository whose files are read and whose name nobody has said. */
export const UNNAMED_REPOSITORY = 'this/repository';

/** A file that belongs into a Git repository: a workflow, a Dockerfile, a Pipelines-as-Code run. */
export interface RepositoryFileContent {
  /** The repository, `owner/name`, or `UNNAMED_REPOSITORY`. */
  readonly repository: string;
  /** The path inside the repository, with forward slashes. */
  readonly path: string;
  readonly content: string;
  readonly origin: Origin;
}

/** All repository files of the assembly. */
export class RepositoryFiles {
  public constructor(public readonly all: readonly RepositoryFileContent[]) {}

  /** The files of one repository below a folder. */
  public under(repository: string, folder: string): readonly RepositoryFileContent[] {
    return this.all.filter((file) => file.repository === repository && file.path.startsWith(`${folder}/`));
  }
}
