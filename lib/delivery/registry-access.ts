import { type ImageRepository } from '../model';
import { type PipelineWorkspace, RegistryAuth, type Workspaces, WorkspaceSource } from '../systems/tekton';

/** How the pipelines of a service get into its registry: by their role in Amazon ECR, else by a docker configuration. */
export class RegistryAccess {
  public readonly auth: RegistryAuth;

  public constructor(image: ImageRepository) {
    this.auth = image.ecr ? RegistryAuth.ecr(image) : RegistryAuth.dockerConfig();
  }

  /** The workspaces that a pipeline declares for it. */
  public get declared(): Workspaces {
    return this.auth.workspaces;
  }

  /** These workspaces, out of all that a pipeline has, for a task. */
  public handed(workspaces: Readonly<Record<string, PipelineWorkspace>>): Readonly<Record<string, PipelineWorkspace>> {
    const wanted = Object.keys(this.declared);
    return Object.fromEntries(Object.entries(workspaces).filter(([name]) => wanted.includes(name)));
  }

  /** What a run binds to them: a Secret of type `kubernetes.io/dockerconfigjson`. */
  public bound(secret: string): Readonly<Record<string, WorkspaceSource<'credentials'>>> {
    return Object.fromEntries(Object.keys(this.declared).map((name) => [name, WorkspaceSource.dockerConfig(secret)]));
  }
}
