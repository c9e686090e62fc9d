import { type Open, type Text } from '../expression';
import { type ImagePlace } from './registry-login';
import { type Scanner } from './scanner';

/** What an image is built from. */
export interface ImageSource {
  /** The folder that the Dockerfile may copy from. @default the whole checkout */
  readonly context?: Text;
  /** The Dockerfile's path in the repository. @default "Dockerfile" in the context */
  readonly dockerfile?: Text;
  /** The stage to build. @default the last one */
  readonly target?: string;
  /** Values of the Dockerfile's `ARG`s beside VERSION and REVISION. Not for secrets: they stay in the image's history. @default none */
  readonly buildArgs?: Readonly<Record<string, string>>;
}

/** The platforms that GitHub has machines for. */
export type ImagePlatform = 'linux/amd64' | 'linux/arm64';

/** An image to be released. */
export interface ImageIntent extends ImageSource {
  readonly place: ImagePlace;
  readonly scanner: Scanner;
  /** What its programs show as their version. @default the commit */
  readonly version?: Text;
  /** Whether GitHub states how the image was built. */
  readonly provenance: boolean;
}

/** The digest of an image. */
export type Digest = Open<string>;

/** `amd64` for `linux/amd64`. */
export function architectureOf(platform: ImagePlatform): 'amd64' | 'arm64' {
  return platform === 'linux/amd64' ? 'amd64' : 'arm64';
}
