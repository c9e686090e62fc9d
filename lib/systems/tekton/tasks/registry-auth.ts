import { Hidden, type ImageRepository, invalid } from '../../../model';
import { awsCli, buildah, type Toolbox } from '../../../tools';
import { type EnvValues } from '../env';
import { type ImageRef, type Text, text } from '../reference';
import { sh } from '../script';
import { Step } from '../step';
import { Volume, type VolumeMount, type VolumeRef, type Volumes } from '../volume';
import { Workspace, type WorkspaceFolder, type Workspaces } from '../workspace';
import { commandLine, shellLine, type StepWord } from './command-line';
import { declared } from './declared';

/** How a tool finds registry credentials: it reads a docker configuration only, or it also asks the cloud itself. */
export type RegistryReader = 'docker config' | 'cloud';

/** What a task must declare, and what its steps get, so that they may speak to a registry. */
export interface RegistryAccess {
  readonly volumes: Volumes;
  readonly login: (input: LoginInput) => Login;
}

/** The task that logs in. */
export interface LoginInput {
  readonly tools: Toolbox;
  readonly workspaces: Readonly<Record<string, WorkspaceFolder>>;
  readonly volumes: Readonly<Record<string, VolumeRef>>;
}

/** A look for an image that an earlier run has pushed. */
export interface FindInput {
  readonly tools: Toolbox;
  readonly repository: ImageRepository;
  /** The tag that the build would push. */
  readonly tag: Text<'step'>;
  /** The folder for the answer: the file `digest` is empty where there is no such image. */
  readonly folder: VolumeMount;
  readonly file: string;
}

/** Being let in. */
export interface Login {
  /** What must run before. */
  readonly steps: readonly Step[];
  /** What a step that speaks to the registry mounts. */
  readonly mounts: readonly VolumeMount[];
  /** The environment of such a step. */
  readonly env: EnvValues<'step'>;
  /** The folder with `config.json`; nothing where the tool asks the cloud itself. */
  readonly folder?: Text<'step'>;
}

/** An image that gets one more tag. */
export interface TagInput {
  readonly tools: Toolbox;
  readonly workspaces: Readonly<Record<string, WorkspaceFolder>>;
  readonly repository: ImageRepository;
  readonly image: ImageRef<'step'>;
  readonly tag: StepWord;
}

type None = Readonly<Record<never, never>>;

/** How a task gets into the registry; `W` is the workspace that this takes, if any. */
export abstract class RegistryAuth<W extends Workspaces = Workspaces> {
  /**
   * Amazon ECR through the role of the pod's ServiceAccount (EKS Pod Identity or IRSA): no password is kept anywhere.
   * Throws `RegistryAuth.ecr: …` for a repository of another registry.
   */
  public static ecr(repository: ImageRepository): RegistryAuth<None> {
    if (!repository.ecr) throw invalid('RegistryAuth.ecr', 'a repository of Amazon ECR', repository.address);
    return new EcrAuth(repository.registry, repository.ecr.region);
  }

  /** Any registry, by a docker configuration in the workspace `registry`: bind `WorkspaceSource.dockerConfig(secret)`. */
  public static dockerConfig(): RegistryAuth<{ readonly registry: Workspace<'credentials', 'required'> }> {
    return new DockerConfigAuth();
  }

  /** The workspaces that a task declares for it. */
  public abstract readonly workspaces: W;

  /** The registry's host, where it is for one alone. @internal */
  public abstract readonly _registry: string | undefined;

  /** Throws `<place>: …` where it does not lead into the registry of a repository. @internal */
  public _check(place: string, { registry }: ImageRepository): void {
    if (this._registry === undefined || this._registry === registry) return;
    throw invalid(place, `a way into ${registry}`, new Hidden(`one into ${this._registry}`));
  }

  /** @internal */
  public abstract _access(tool: RegistryReader): RegistryAccess;

  /** The step that puts one more tag on an image of the registry. @internal */
  public abstract _tagStep(input: TagInput): Step;

  /** The step that looks for a tag, where tags cannot be pushed twice. @internal */
  public _findStep?(input: FindInput): Step;
}

class EcrAuth extends RegistryAuth<None> {
  public readonly workspaces = {};

  public constructor(
    public readonly _registry: string,
    private readonly region: string,
  ) {
    super();
  }

  public _access(tool: RegistryReader): RegistryAccess {
    if (tool === 'cloud') {
      return { volumes: {}, login: () => ({ steps: [], mounts: [], env: { AWS_REGION: this.region } }) };
    }
    return {
      // The password opens every registry that the role may use, so it never touches a disk.
      volumes: { registry: Volume.emptyDir({ inMemory: true, sizeLimit: '1Mi' }) },
      login: ({ tools, volumes }) => {
        const volume = declared(volumes, 'registry');
        return {
          steps: [this.loginStep(tools, volume)],
          mounts: [volume.at(FOLDER, { readOnly: true })],
          env: { DOCKER_CONFIG: FOLDER },
          folder: FOLDER,
        };
      },
    };
  }

  /** ECR has no command for it: the image's own manifest is put again, under the new tag. @internal */
  public _tagStep({ tools, repository: { name }, image, tag }: TagInput): Step {
    const { region } = this;
    return Step.script({
      name: 'mark',
      image: tools.tool('awsCli').image,
      env: { AWS_REGION: region },
      script: sh`
        image=${image}
        digest="\${image##*@}"
        tag=${shellLine(sh, [tag])}
        ask() {
          aws ${shellLine(sh, awsCli.ecrImages({ region, repository: name }))} --image-ids "$1" --query "images[0].$2"
        }
        marked="$(ask imageTag="\${tag}" imageId.imageDigest)"
        if [ "\${marked}" = "\${digest}" ]; then exit 0; fi
        if [ "\${marked}" != None ]; then
          echo "\${tag} is the tag of another image: \${marked}" >&2
          exit 1
        fi
        manifest="$(ask "imageDigest=\${digest}" imageManifest)"
        if [ "\${manifest}" = None ]; then
          echo "the repository does not have \${image}" >&2
          exit 1
        fi
        type="$(ask "imageDigest=\${digest}" imageManifestMediaType)"
        # Another promoter may put the tag in between: all is well when it is on the same image.
        aws ${shellLine(sh, awsCli.ecrTag({ region, repository: name }))} --image-tag "\${tag}" \
          --image-digest "\${digest}" --image-manifest "\${manifest}" --image-manifest-media-type "\${type}" > /dev/null ||
          [ "$(ask imageTag="\${tag}" imageId.imageDigest)" = "\${digest}" ]
      `,
    });
  }

  /** @internal */
  public override _findStep({ tools, repository: { name }, tag, folder, file }: FindInput): Step {
    const { region } = this;
    return Step.script({
      name: 'find',
      image: tools.tool('awsCli').image,
      env: { AWS_REGION: region },
      volumeMounts: [folder],
      script: sh`
        tag=${shellLine(sh, [tag])}
        found="$(aws ${shellLine(sh, awsCli.ecrImages({ region, repository: name }))} \
          --image-ids imageTag="\${tag}" --query 'images[0].imageId.imageDigest')"
        umask 022
        case "\${found}" in
          (sha256:*) printf %s "\${found}" > ${file} ;;
          (*) : > ${file} ;;
        esac
      `,
    });
  }

  private loginStep(tools: Toolbox, volume: VolumeRef): Step {
    return Step.script({
      name: 'log-in',
      image: tools.tool('awsCli').image,
      volumeMounts: [volume.at(FOLDER)],
      resources: { memory: '256Mi' },
      script: sh`
        token="$(aws ${shellLine(sh, awsCli.ecrPassword({ region: this.region }))})"
        auth="$(printf 'AWS:%s' "\${token}" | base64 -w 0)"
        # The next step may run as another user; only the steps of this pod see the folder.
        umask 022
        printf '{"auths":{"%s":{"auth":"%s"}}}\n' ${this._registry} "\${auth}" > ${FOLDER}/config.json
      `,
    });
  }
}

const FOLDER = '/registry';

class DockerConfigAuth extends RegistryAuth<{ readonly registry: Workspace<'credentials', 'required'> }> {
  public readonly workspaces = {
    registry: Workspace.credentials({ description: 'A docker configuration: the file config.json.' }),
  };
  public readonly _registry = undefined;

  public _access(): RegistryAccess {
    return {
      volumes: {},
      login: ({ workspaces }) => {
        const folder = text`${declared(workspaces, 'registry').path}`;
        return { steps: [], mounts: [], env: { DOCKER_CONFIG: folder }, folder };
      },
    };
  }

  /** @internal */
  public _tagStep({ tools, workspaces, image, tag }: TagInput): Step {
    return Step.command({
      name: 'mark',
      image: tools.tool('buildah').image,
      env: { DOCKER_CONFIG: declared(workspaces, 'registry').path },
      command: ['oras'],
      args: commandLine(buildah.orasTag({ image, tag })),
    });
  }
}
