import { Construct } from 'constructs';
import { type GitHubRepository, type ImageRepository, TagFamily } from '../model';
import { GitClone, Param, Pipeline, PromoteImage, RegistryAuth, Workspace } from '../systems/tekton';
import { promotedFolder } from './promoted-folder';

export interface PromotionPipelineProps {
  /** The service. */
  readonly service: string;
  /** Where its source is: the history tells which of two images is the newer one. */
  readonly source: GitHubRepository;
  /** Where its images are kept: a repository of Amazon ECR. */
  readonly image: ImageRepository;
  /** The repository that clusters follow. */
  readonly gitops: GitHubRepository;
  /** The environment that images are promoted to. */
  readonly environment: string;
}

const PARAMS = {
  image: Param.image({ description: 'The image, by digest, as an earlier environment runs it.' }),
  commit: Param.string({ description: 'The commit that it was built from.' }),
};
const WORKSPACES = {
  shared: Workspace.required({ description: 'The history of the source.' }),
  'source-key': Workspace.credentials({ description: 'The deploy key of the source: it may read.' }),
  'gitops-key': Workspace.credentials({ description: 'The deploy key of the GitOps repository: it may write.' }),
};

/**
 * A Pipeline that promotes an image that exists to one environment, when a person or another tool starts it. Nothing is
 * built again: the environment gets the very image that the one before it runs.
 */
export class PromotionPipeline extends Construct {
  public readonly pipeline: Pipeline<typeof PARAMS, typeof WORKSPACES>;
  /** The tags that it pushes. */
  public readonly pushes: readonly TagFamily[];

  /** Throws what `PromoteImage` throws for its props. */
  public constructor(scope: Construct, id: string, props: PromotionPipelineProps) {
    super(scope, id);
    const { service, source, image, gitops, environment } = props;
    const folder = promotedFolder(environment, service);
    const auth = RegistryAuth.ecr(image);
    const task = new PromoteImage(this, 'promote', { service, environment, repository: image, gitops, folder, auth });
    this.pushes = [TagFamily.promoted(environment)];
    this.pipeline = new Pipeline(this, 'pipeline', {
      name: `${service}-to-${environment}`,
      params: PARAMS,
      workspaces: WORKSPACES,
      tasks: ({ params, workspaces, pipelineRun }) => {
        const clone = GitClone.run('clone', {
          params: { url: source.sshUrl, revision: params.commit, depth: '0' },
          workspaces: { output: workspaces.shared, 'ssh-directory': workspaces['source-key'] },
        });
        const promote = task.run('promote', {
          params: { image: params.image, commit: clone.results.commit, run: pipelineRun.name },
          workspaces: { git: workspaces['gitops-key'], source: workspaces.shared },
        });
        return { tasks: [clone, promote], results: { REVISION: promote.results.revision } };
      },
    });
  }
}
