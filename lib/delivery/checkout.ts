import { type Construct } from 'constructs';
import { type GitHubRepository } from '../model';
import {
  CheckOutCommit,
  GitClone,
  type PipelineTask,
  type PipelineWorkspace,
  type Result,
  type StringRef,
} from '../systems/tekton';
import { type BuildSurroundings } from './build-surroundings';

/** How a pipeline comes by the source: by the task of Artifact Hub, or by one of its own where that is out of reach. */
export class Checkout {
  private readonly task: CheckOutCommit | undefined;

  /** Makes the task in the scope, where it needs one. */
  public constructor(
    scope: Construct,
    private readonly source: GitHubRepository,
    { artifactHub = true, tools, certificates }: BuildSurroundings,
  ) {
    if (!artifactHub) this.task = new CheckOutCommit(scope, 'check-out', { repository: source, tools, certificates });
  }

  /** The task `clone` of a pipeline: its checkout has the whole history. */
  public run(
    revision: StringRef<'graph'>,
    output: PipelineWorkspace<'volume', 'required'>,
    key: PipelineWorkspace<'credentials', 'required'>,
  ): PipelineTask<{ readonly commit: Result<'string'>; readonly 'committer-date': Result<'string'> }> {
    if (this.task) return this.task.run('clone', { params: { revision }, workspaces: { output, git: key } });
    return GitClone.run('clone', {
      params: { url: this.source.sshUrl, revision, depth: '0' },
      workspaces: { output, 'ssh-directory': key },
    });
  }
}
