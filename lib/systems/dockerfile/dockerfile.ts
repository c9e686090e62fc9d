import { Construct } from 'constructs';
import { type GitHubRepository, type GitLabProject, invalid, type PinnedImage } from '../../model';
import { RepositoryFile } from '../../repository';
import { BASE_IMAGES } from '../../tools';
import { dockerignoreFor } from './dockerignore';
import { pinned } from './pinned';
import { type Stage } from './stage';

/** The user of distroless images and of the pods of this library. */
export const NON_ROOT = 65532;

export interface DockerfileProps {
  /** The repository of the service. */
  readonly repository: GitHubRepository | GitLabProject;
  /** The path inside the repository; the build's context is the root of the repository. @default "Dockerfile" */
  readonly path?: string;
  /** The stages, each after those that it reads; the last one is the image. */
  readonly stages: readonly Stage[];
  /** The port that the service listens on, above 1023. @default none */
  readonly port?: number;
  /** The program and its arguments; no shell stands between it and the signals that stop it. */
  readonly entrypoint: readonly string[];
  /** The user and group that it runs as: a number, for Kubernetes cannot tell whether a name is root. @default 65532 */
  readonly user?: number;
  /** Folders that it writes to, for the rest is read-only in the pod: path → largest size, such as `64Mi`. @default none */
  readonly writable?: Readonly<Record<string, string>>;
  /** The reader of the Dockerfile. @default the one that slipway was made for */
  readonly frontend?: PinnedImage;
}

/**
 * A Dockerfile of several stages and the `.dockerignore` that belongs to it. What pods must know of the image (`user`,
 * `port`, `writable`) are its facts: hand them to the service.
 */
export class Dockerfile extends Construct {
  /** The path inside the repository. */
  public readonly path: string;
  /** The user and group that the image runs as. */
  public readonly user: number;
  /** The port that the service listens on. */
  public readonly port?: number;
  /** Folders that the service writes to: everything else may be mounted read-only. */
  public readonly writable: Readonly<Record<string, string>>;

  /** Throws `Dockerfile.<field>: …` for what would not build, or would not run in a restricted pod. */
  public constructor(scope: Construct, id: string, props: DockerfileProps) {
    super(scope, id);
    this.path = props.path ?? 'Dockerfile';
    this.user = checkedUser(props.user ?? NON_ROOT);
    if (props.port !== undefined) this.port = checkedPort(props.port);
    this.writable = props.writable ?? {};
    const { repository, stages } = props;
    checkOrder(stages);
    new RepositoryFile(this, 'Dockerfile', { repository, path: this.path, content: render(props, this.user) });
    new RepositoryFile(this, 'Ignored', {
      repository,
      // BuildKit, buildah and kaniko look for a file of this name beside any Dockerfile before they take the common one.
      path: this.path === 'Dockerfile' ? '.dockerignore' : `${this.path}.dockerignore`,
      content: dockerignoreFor(stages.flatMap(({ _paths }) => _paths)),
    });
  }
}

function render(props: DockerfileProps, user: number): string {
  const { entrypoint, port, stages, frontend = pinned(BASE_IMAGES.dockerfileFrontend) } = props;
  if (entrypoint.length === 0) throw invalid('Dockerfile.entrypoint', 'a program', entrypoint);
  const last = [
    `USER ${user}:${user}`,
    ...(port === undefined ? [] : [`EXPOSE ${port}`]),
    `ENTRYPOINT [${entrypoint.map((word) => JSON.stringify(word)).join(', ')}]`,
  ];
  const parts = stages.map((stage) => stage._render());
  return `# syntax=${frontend.reference}\n\n${parts.join('\n\n')}\n${last.join('\n')}\n`;
}

function checkOrder(stages: readonly Stage[]): void {
  if (stages.length === 0) throw invalid('Dockerfile.stages', 'at least one stage', stages);
  stages.forEach((stage, i) => {
    const before = stages.slice(0, i);
    const missing = stage._stages.find((one) => !before.includes(one));
    if (missing)
      throw invalid('Dockerfile.stages', `"${missing.name}" before "${stage.name}", which reads it`, names(stages));
    if (before.some(({ name }) => name === stage.name)) {
      throw invalid('Dockerfile.stages', 'a name for each stage alone', names(stages));
    }
  });
}

function names(stages: readonly Stage[]): readonly string[] {
  return stages.map(({ name }) => name);
}

function checkedUser(user: number): number {
  if (!Number.isInteger(user) || user < 1) throw invalid('Dockerfile.user', 'a user id above 0', user);
  return user;
}

function checkedPort(port: number): number {
  if (Number.isInteger(port) && port > 1023 && port < 65536) return port;
  throw invalid('Dockerfile.port', 'a port from 1024 to 65535', port, 'lower ones are for root in many clusters');
}
