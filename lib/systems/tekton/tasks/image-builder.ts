import { type ImageRepository } from '../../../model';
import { type BuildProps, type Toolbox } from '../../../tools';
import { type StringRef } from '../reference';
import { type Resources } from '../resources';
import { type ResultFiles } from '../result';
import { type Security } from '../security';
import { type Step } from '../step';
import { type VolumeMount, type VolumeRef, type Volumes } from '../volume';
import { type ImageResults } from './image-results';
import { type Login, type RegistryReader } from './registry-auth';

/** One build, as a builder gets it. */
export interface Build {
  /** What is built; its paths are those of the step. */
  readonly image: BuildProps<StringRef<'step'>>;
  /** Where it is pushed. */
  readonly repository: ImageRepository;
  readonly results: ResultFiles<ImageResults, 'step'>;
  readonly login: Login;
  readonly volumes: Readonly<Record<string, VolumeRef>>;
  /** What an earlier run of the same commit has pushed. @default nobody has looked */
  readonly found?: Found;
  readonly tools: Toolbox;
  readonly resources: Resources;
}

/** The digest of an image that is pushed already, in a file; empty where there is none. */
export interface Found {
  readonly file: string;
  readonly mount: VolumeMount;
}

/** What turns a Dockerfile into an image in a registry, inside a pod: `Buildah`, `BuildKit` or `Kaniko`. */
export interface ImageBuilder {
  /** What it may do in its pod: the least with which it works. */
  readonly security: Security;
  /** Where it finds registry credentials. @internal */
  readonly _reads: RegistryReader;
  /** Whether it can leave out the build of a commit that is pushed already. @internal */
  readonly _asksBefore: boolean;
  /** The volumes that it needs. @internal */
  readonly _volumes: Volumes;
  /** The steps that build, push and write the results. @internal */
  _steps(build: Build): readonly Step[];
}

export interface StorageProps {
  /** The size at which the pod is stopped, such as `20Gi`: base images and layers, each unpacked. @default none */
  readonly storage?: string;
}
