import { type Certificates } from '../systems/tekton';
import { type Toolbox } from '../tools';

/** What the pipelines of a service take from its surroundings. */
export interface BuildSurroundings {
  /** The images of the tools, such as those of a mirror. @default Toolbox.standard */
  readonly tools?: Toolbox;
  /** Whom the tools believe when they open a TLS connection, such as to a registry of your own. @default those that their images know */
  readonly certificates?: Certificates;
  /**
   * Whether the cluster reaches Artifact Hub: the task `git-clone` comes from there when a pipeline runs.
   * @default true; otherwise a task of the delivery checks the source out
   */
  readonly artifactHub?: boolean;
}
