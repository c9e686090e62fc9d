import { Construct } from 'constructs';
import { type GitHubRepository, type GitLabProject, invalid } from '../model';

export interface RepositoryFileProps {
  /** The repository that the file belongs into. */
  readonly repository: GitHubRepository | GitLabProject;
  /** The path inside the repository, with forward slashes, such as `.tekton/push.yaml`. */
  readonly path: string;
  /** The whole content; a last line feed is added when it is missing. */
  readonly content: string;
}

const REPOSITORY_FILE = Symbol.for('slipway.RepositoryFile');

/** A file of a Git repository: a workflow, a Dockerfile, a Pipelines-as-Code run. */
export class RepositoryFile extends Construct {
  public static isRepositoryFile(construct: Construct): construct is RepositoryFile {
    return REPOSITORY_FILE in construct;
  }

  public readonly repository: GitHubRepository | GitLabProject;
  public readonly path: string;
  public readonly content: string;

  /** Throws `RepositoryFile.path: …` for a path that leaves the repository or is not in its plainest form. */
  public constructor(scope: Construct, id: string, props: RepositoryFileProps) {
    super(scope, id);
    const parts = props.path.split('/');
    if (
      /[\\\0]/.test(props.path) ||
      parts.some((part) => part === '' || part === '.' || part === '..') ||
      parts[0] === '.git'
    ) {
      throw invalid('RepositoryFile.path', 'a path inside the repository, with forward slashes', props.path);
    }
    Object.defineProperty(this, REPOSITORY_FILE, { value: true });
    this.repository = props.repository;
    this.path = props.path;
    this.content = props.content.endsWith('\n') ? props.content : `${props.content}\n`;
  }
}
