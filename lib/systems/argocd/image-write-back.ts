import { type GitHubRepository, type GitLabProject, invalid } from '../../model';

export interface GitWriteBackProps {
  /** The repository that the Application follows. */
  readonly repository: GitHubRepository | GitLabProject;
  /** The branch that it follows. @default "main" */
  readonly branch?: string;
  /** The folder of the `kustomization.yaml` that gets the image, from the root of the repository: `promoted/staging/api`. */
  readonly folder: string;
  /** The Secret, in the namespace of the ImageUpdater, with the credentials of Git. @default those of Argo CD itself */
  readonly credentials?: string;
}

/** Where Argo CD Image Updater writes which image is to run: always Git, for what it writes into the Application is lost. */
export class ImageWriteBack {
  /** A commit on the branch that the cluster follows. Throws `ImageWriteBack.folder: …`. */
  public static git(props: GitWriteBackProps): ImageWriteBack {
    if (!/^(?!\/)(?!.*(^|\/)\.\.(\/|$))[\w./-]+(?<!\/)$/.test(props.folder)) {
      throw invalid('ImageWriteBack.folder', 'a folder as a path from the root of the repository', props.folder);
    }
    return new ImageWriteBack(props);
  }

  private constructor(private readonly props: GitWriteBackProps) {}

  /** @internal */
  public _render(): object {
    const { repository, branch = 'main', folder, credentials } = this.props;
    return {
      method: credentials === undefined ? 'git' : `git:secret:${credentials}`,
      gitConfig: { repository: repository.cloneUrl, branch, writeBackTarget: `kustomization:/${folder}` },
    };
  }
}
