import { Construct } from 'constructs';
import { type GitHubRepository, type ImageRepository, TagFamily } from '../model';
import { Param, Pipeline, PromoteImage, Workspace, type Workspaces } from '../systems/tekton';
import { type BuildSurroundings } from './build-surroundings';
import { Checkout } from './checkout';
import { promotedFolder } from './promoted-folder';
import { RegistryAccess } from './registry-access';

export interface PromotionPipelineProps extends BuildSurroundings {
  /** The service. */
  readonly service: string;
  /** Where its source is: the history tells which of two images is the newer one. */
  readonly source: GitHubRepository;
  /** Where its images are kept: outside Amazon ECR the run binds a docker configuration to the workspace `registry`. */
  readonly image: ImageRepository;
  /** The repository that clusters follow. */
  readonly gitops: GitHubRepository;
  /** The environment that images are promoted to. */
  readonly environment: string;
  /** What checks the source out, where the build of the service has it. @default its own */
  readonly checkout?: Checkout;
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
  public readonly pipeline: Pipeline<typeof PARAMS, typeof WORKSPACES & Workspaces>;
  /** The tags that it pushes. */
  public readonly pushes: readonly TagFamily[];

  /** Throws what `PromoteImage` throws for its props. */
  public constructor(scope: Construct, id: string, props: PromotionPipelineProps) {
    super(scope, id);
    const { service, source, image, gitops, environment, tools, certificates } = props;
    const registry = new RegistryAccess(image);
    const checkout = props.checkout ?? new Checkout(this, source, props);
    const task = new PromoteImage(this, 'promote', {
      ...{ service, environment, repository: image, gitops, tools, certificates },
      folder: promotedFolder(environment, service),
      auth: registry.auth,
    });
    this.pushes = [TagFamily.promoted(environment)];
    this.pipeline = new Pipeline(this, 'pipeline', {
      name: `${service}-to-${environment}`,
      params: PARAMS,
      workspaces: { ...WORKSPACES, ...registry.declared },
      tasks: ({ params, workspaces, pipelineRun }) => {
        const clone = checkout.run(params.commit, workspaces.shared, workspaces['source-key']);
        const promote = task.run('promote', {
          params: {
            image: params.image,
            commit: clone.results.commit,
            time: clone.results['committer-date'],
            run: pipelineRun.name,
          },
          workspaces: { git: workspaces['gitops-key'], source: workspaces.shared, ...registry.handed(workspaces) },
        });
        return { tasks: [clone, promote], results: { REVISION: promote.results.revision } };
      },
    });
  }
}
