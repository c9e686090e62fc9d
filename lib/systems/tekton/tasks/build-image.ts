import { type Construct } from 'constructs';
import { type GitHubRepository, type ImageRepository, invalid, TagFamily } from '../../../model';
import { Toolbox } from '../../../tools';
import { Param } from '../param';
import { type StringRef, text } from '../reference';
import { type Resources } from '../resources';
import { Task, type TaskInput } from '../task';
import { type Step } from '../step';
import { Volume, type VolumeRef, type Volumes } from '../volume';
import { Workspace, type WorkspaceFolder, type Workspaces } from '../workspace';
import { Buildah } from './buildah';
import { declared } from './declared';
import { type ImageBuilder } from './image-builder';
import { IMAGE_RESULTS, type ImageResults } from './image-results';
import { type ReadyTaskProps } from './ready-task';
import { type RegistryAccess, type RegistryAuth } from './registry-auth';

export interface BuildImageProps<W extends Workspaces> extends ReadyTaskProps {
  /** Where the image is pushed. */
  readonly repository: ImageRepository;
  /** How the task gets into the registry. */
  readonly auth: RegistryAuth<W>;
  /** What builds: it decides what the pod may do. @default new Buildah() */
  readonly builder?: ImageBuilder;
  /** The folder of the checkout that the Dockerfile may copy from. @default the whole checkout */
  readonly context?: string;
  /** The Dockerfile's path inside the context. @default "Dockerfile" */
  readonly dockerfile?: string;
  /** The stage to build. @default the last one */
  readonly target?: string;
  /** Values of the Dockerfile's `ARG`s. Not for secrets: they stay in the image's history. @default none */
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** The repository of the source: the image is labelled with it. @default no label */
  readonly source?: GitHubRepository;
}

const PARAMS = { commit: Param.string({ description: 'The commit that is built: the image is tagged with it.' }) };
const WORKSPACES = { source: Workspace.required({ description: 'The checkout.', readOnly: true }) };

type Params = typeof PARAMS;

/**
 * Builds an image from a checkout and pushes it under the tag `sha-<commit>`. Whoever uses it takes the digest from the
 * results. In Amazon ECR, where tags are immutable, a second run of the same commit goes on with the image that the
 * first has pushed; Kaniko alone has no shell to ask before, so there it ends at the push.
 */
export class BuildImage<W extends Workspaces = Workspaces> extends Task<
  Params,
  ImageResults,
  typeof WORKSPACES & W,
  Volumes
> {
  /** Where the image is pushed. */
  public readonly repository: ImageRepository;

  public constructor(scope: Construct, id: string, props: BuildImageProps<W>) {
    const { builder = new Buildah(), auth } = props;
    auth._check('BuildImage.auth', props.repository);
    const access = auth._access(builder._reads);
    super(scope, id, {
      ...props,
      name: props.name ?? 'build-image',
      description: props.description ?? 'Builds an image from a Dockerfile and pushes it.',
      params: PARAMS,
      results: IMAGE_RESULTS,
      workspaces: { ...WORKSPACES, ...auth.workspaces },
      volumes: { ...builder._volumes, ...access.volumes, ...foundVolume(builder, auth) },
      steps: (input) => steps({ props, builder, access }, input, input.workspaces.source),
    });
    this.repository = props.repository;
  }
}

interface Choices {
  readonly props: BuildImageProps<Workspaces>;
  readonly builder: ImageBuilder;
  readonly access: RegistryAccess;
}

function steps(
  { props, builder, access }: Choices,
  input: TaskInput<Params, ImageResults, Workspaces, Volumes>,
  source: WorkspaceFolder,
): readonly Step[] {
  const { repository, tools = Toolbox.standard, resources = ROOMY } = props;
  const { volumes, workspaces, results, params } = input;
  const login = access.login({ tools, volumes, workspaces });
  const image = {
    context: contextIn(source, props.context),
    dockerfile: inside('BuildImage.dockerfile', props.dockerfile ?? 'Dockerfile'),
    tag: [`${repository.address}:${TagFamily.commit.prefix}`, params.commit],
    target: props.target,
    buildArgs: props.buildArgs,
    labels: {
      'org.opencontainers.image.revision': params.commit,
      ...(props.source === undefined ? {} : { 'org.opencontainers.image.source': props.source.url }),
    },
  };
  const find = findStep(props, builder, text`${TagFamily.commit.prefix}${params.commit}`, volumes);
  const found = find && { file: FOUND, mount: declared(volumes, 'found').at(FOUND_FOLDER, { readOnly: true }) };
  const build = { image, repository, results, login, volumes, found, tools, resources };
  return [...login.steps, ...(find ? [find] : []), ...builder._steps(build)];
}

/** Asks the registry for the image of an earlier run, where that can be asked and the builder can do without building. */
function findStep(
  { repository, auth, tools = Toolbox.standard }: BuildImageProps<Workspaces>,
  builder: ImageBuilder,
  tag: StringRef<'step'>,
  volumes: Readonly<Record<string, VolumeRef>>,
): Step | undefined {
  if (!builder._asksBefore || !auth._findStep) return undefined;
  return auth._findStep({ tools, repository, tag, file: FOUND, folder: declared(volumes, 'found').at(FOUND_FOLDER) });
}

function foundVolume(builder: ImageBuilder, auth: RegistryAuth): Volumes {
  return builder._asksBefore && auth._findStep ? { found: Volume.emptyDir({ sizeLimit: '1Mi' }) } : {};
}

function contextIn(source: WorkspaceFolder, folder: string | undefined): StringRef<'step'> {
  return folder === undefined ? source.path : source.file(inside('BuildImage.context', folder));
}

function inside(place: string, path: string): string {
  if (!/^[\w.@+-]+(\/[\w.@+-]+)*$/.test(path) || path.split('/').includes('..')) {
    throw invalid(place, 'a path inside the checkout, without ".."', path);
  }
  return path;
}

/** Where the answer lies to whether the commit is pushed already. */
const FOUND_FOLDER = '/found';
const FOUND = `${FOUND_FOLDER}/digest`;

/** Enough to compile and to compress layers; the limit is what the node may lose to one build. */
const ROOMY: Resources = { cpu: '500m', memory: '2Gi' };
