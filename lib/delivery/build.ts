import {
  type GitHubRepository,
  type ImageRepository,
  type PredicateType,
  type SigningIdentity,
  type TagFamily,
} from '../model';
import { type Program } from '../program';
import { type RegistryUser } from './registry';

/** What a build is asked to do. */
export interface BuildIntent {
  readonly service: string;
  readonly source: GitHubRepository;
  readonly image: ImageRepository;
  readonly gitops: GitHubRepository;
  /** The port that the service listens on. */
  readonly port: number;
  /** The environments in the order in which an image passes: every build goes to the first. */
  readonly environments: readonly string[];
}

/** What others must know of a build. */
export interface BuildFacts {
  /** Whom policies must trust. */
  readonly signsAs: SigningIdentity;
  /** What they may ask that it attests of an image. */
  readonly attests: readonly PredicateType[];
  /** The tags that its images get, by which retention knows them. @default TagFamily.commit */
  readonly tag?: TagFamily;
  /** Whether a Sigstore of one's own certifies its signatures, so that the public one knows nothing of them. @default false */
  readonly ownSigstore?: boolean;
  /** Who reaches the registry, as far as it takes roles. */
  readonly users: readonly RegistryUser[];
}

/** What builds, scans, signs and promotes the images of a service: a `TektonBuild` or a `GitHubBuild`. */
export interface Build {
  /** @internal Makes all of it, wherever in the program it belongs. */
  _make(program: Program, intent: BuildIntent): BuildFacts;
}
