import { type Construct } from 'constructs';
import { dnsLabel, GitHubRef, type ImageRepository, invalid, TagFamily } from '../../../model';
import { Toolbox } from '../../../tools';
import { Param } from '../param';
import { Result } from '../result';
import { Step } from '../step';
import { Task, type TaskInput } from '../task';
import { Workspace, type WorkspaceFolder, type Workspaces } from '../workspace';
import { GitAuth, type GitRemote } from './git-auth';
import { promotionScript } from './promotion-script';
import { type ReadyTaskProps } from './ready-task';
import { type RegistryAuth } from './registry-auth';

export interface PromoteImageProps<W extends Workspaces> extends ReadyTaskProps {
  /** The service that is promoted. */
  readonly service: string;
  /** The environment that it is promoted to. */
  readonly environment: string;
  /** Where the service's images are kept: manifests name the image by this address, without tag and digest. */
  readonly repository: ImageRepository;
  /** The GitOps repository. */
  readonly gitops: GitRemote;
  /** The folder of the GitOps repository that belongs to this promoter and to nobody else. */
  readonly folder: string;
  /** The branch that the cluster follows. @default "main" */
  readonly branch?: string;
  /** How the task gets into the GitOps repository. @default GitAuth.ssh() */
  readonly gitAuth?: GitAuth;
  /** How the task gets into the registry, to mark the image with a tag that retention keeps. @default the image is not marked */
  readonly auth?: RegistryAuth<W>;
  /** How often a push is tried when other promoters are faster. @default 12 */
  readonly tries?: number;
  /** Whom the commits are by. @default the service's pipeline, at an address that receives no mail */
  readonly author?: { readonly name: string; readonly email: string };
}

const PARAMS = {
  image: Param.image({ description: 'The image, by digest.' }),
  commit: Param.string({ description: 'The commit of the source that it was built from.' }),
  time: Param.string({ default: '', description: 'When it was committed: RFC 3339, or seconds since 1970.' }),
  run: Param.string({ default: '', description: 'The run that promotes, for whoever reads the file.' }),
};
const RESULTS = { revision: Result.string('The commit of the GitOps repository that says so.') };

type Params = typeof PARAMS;
type Results = typeof RESULTS;

/** The workspaces of the task, beside that of the registry. */
export type PromoteWorkspaces = ReturnType<typeof ownWorkspaces>;

/**
 * Promotes an image to an environment: it writes a kustomize Component with the image's digest to the GitOps repository,
 * in a file that belongs to it alone, and marks the image in the registry with the tag `<environment>-sha-<commit>`.
 * Promoters may run side by side: each push is a compare-and-swap. With the workspace `source`, a checkout with the
 * whole history, it refuses to go back: a slow run cannot overwrite a newer one. With the time of the commit the workload
 * tells it, in the annotation that lead times are measured by.
 */
export class PromoteImage<W extends Workspaces = Readonly<Record<never, never>>> extends Task<
  Params,
  Results,
  PromoteWorkspaces & W
> {
  /** The file that it writes, as a path in the GitOps repository. */
  public readonly file: string;

  public constructor(scope: Construct, id: string, props: PromoteImageProps<W>) {
    const { gitAuth = GitAuth.ssh(), auth } = props;
    dnsLabel('PromoteImage.service', props.service);
    auth?._check('PromoteImage.auth', props.repository);
    const file = `${checkedFolder(props.folder)}/kustomization.yaml`;
    super(scope, id, {
      ...props,
      name: props.name ?? `promote-to-${dnsLabel('PromoteImage.environment', props.environment)}`,
      description: props.description ?? `Makes ${props.environment} run an image.`,
      params: PARAMS,
      results: RESULTS,
      workspaces: { ...ownWorkspaces(gitAuth), ...(auth?.workspaces ?? ({} as W)) },
      steps: (input) => [
        ...(auth === undefined ? [] : [markStep(auth, props, input)]),
        recordStep(props, { gitAuth, file }, input, input.workspaces),
      ],
    });
    this.file = file;
  }
}

type Input = TaskInput<Params, Results, Workspaces, Readonly<Record<never, never>>>;

/** It comes first: what an environment is told to run must already be kept. */
function markStep(
  auth: RegistryAuth,
  { environment, repository, tools = Toolbox.standard }: PromoteImageProps<Workspaces>,
  { params, workspaces }: Input,
): Step {
  const tag = [TagFamily.promoted(environment).prefix, params.commit];
  return auth._tagStep({ tools, workspaces, repository, image: params.image, tag });
}

function recordStep(
  props: Omit<PromoteImageProps<Workspaces>, 'auth'>,
  choice: { readonly gitAuth: GitAuth; readonly file: string },
  { params, results }: Input,
  { git, source }: { readonly git: WorkspaceFolder; readonly source: WorkspaceFolder },
): Step {
  const { service, environment, repository, gitops, tools = Toolbox.standard, resources } = props;
  const { gitAuth, file } = choice;
  const branch = GitHubRef.branch(props.branch ?? 'main').text;
  const author = props.author ?? { name: `${service} pipeline`, email: 'pipeline@localhost.invalid' };
  const promotion = {
    ...{ service, environment, repository, branch, file, history: source },
    ...{ url: gitAuth._url(gitops), auth: gitAuth._script(git), tries: checkedTries(props.tries ?? 12) },
    ...{
      image: params.image,
      commit: params.commit,
      time: params.time,
      run: params.run,
      revision: results.revision.path,
    },
  };
  return Step.script({
    name: 'record',
    image: tools.tool('git').image,
    env: {
      GIT_AUTHOR_NAME: author.name,
      GIT_AUTHOR_EMAIL: author.email,
      GIT_COMMITTER_NAME: author.name,
      GIT_COMMITTER_EMAIL: author.email,
    },
    security: gitAuth._security,
    resources: resources ?? { memory: '256Mi' },
    script: promotionScript(promotion),
  });
}

// The compiler takes the names from here: written out as an interface they would be any names.
function ownWorkspaces(gitAuth: GitAuth) {
  return {
    git: Workspace.credentials({ description: gitAuth.description }),
    source: Workspace.optional({ description: 'A checkout with the whole history.', readOnly: true }),
  };
}

function checkedFolder(folder: string): string {
  if (!/^[\w@+-][\w.@+-]*(\/[\w@+-][\w.@+-]*)*$/.test(folder)) {
    throw invalid('PromoteImage.folder', 'a path inside the GitOps repository', folder);
  }
  return folder;
}

function checkedTries(tries: number): number {
  if (!Number.isInteger(tries) || tries < 1) throw invalid('PromoteImage.tries', 'a whole number of 1 or more', tries);
  return tries;
}
