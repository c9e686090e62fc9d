import { type Duration } from '../model';
import { type GoTaskProps, type ImageBuilder, type ImageScanner, type Sigstore } from '../systems/tekton';
import { type BuildSurroundings } from './build-surroundings';

/** How a Go service is built in a cluster, wherever that is and whatever starts it. */
export interface GoBuildOptions extends BuildSurroundings {
  /** What builds the image. @default Buildah */
  readonly builder?: ImageBuilder;
  /** What scans it. @default Trivy */
  readonly scanner?: ImageScanner;
  /** Where signatures are certified and logged; environments must believe it: `roots` of the delivery. @default Sigstore.public */
  readonly sigstore?: Sigstore;
  /** More environment of the tests and the linter, such as `GOPROXY`. @default none */
  readonly goEnvironment?: GoTaskProps['env'];
  /** What the tests and the linter ask for, each; on a small cluster they may wait for each other. @default one processor and 2Gi of memory */
  readonly goResources?: GoTaskProps['resources'];
  /** Values of the Dockerfile's `ARG`s, such as that of a mirror. Not for secrets: they stay in the image's history. @default none */
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** The least share of statements that the tests must run, in percent. @default none */
  readonly minimumCoverage?: number;
  /** When a build is stopped. @default one hour */
  readonly timeout?: Duration;
}
