import { type Origin } from './origin';

/** A file that belongs into a Git repository: a workflow, a Dockerfile, a Pipelines-as-Code run. */
export interface RepositoryFileContent {
  /** The repository, `owner/name`. */
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
