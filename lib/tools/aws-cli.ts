import { PINS } from './pins';
import { Tool } from './tool';
import { type Word } from './word';

/** The AWS CLI: it turns the pod's or the runner's role into a registry password. */
export const tool = Tool.pinned(PINS.awsCli, { program: 'aws', shell: 'bash', user: 0 });

export interface EcrProps<R = never> {
  /** The region of the registry. */
  readonly region: Word<R>;
}

export interface EcrRepositoryProps<R = never> extends EcrProps<R> {
  /** The repository's name inside the registry. */
  readonly repository: Word<R>;
}

/** Prints a password for the registry; it is valid for 12 hours and opens every registry that the role may use. */
export function ecrPassword<R = never>({ region }: EcrProps<R>): readonly Word<R>[] {
  return ['ecr', 'get-login-password', '--region', region];
}

/**
 * Prints what a repository knows of images. To follow: `--image-ids`, one of `imageTag=…` and `imageDigest=…`, and
 * `--query`, such as `images[0].imageManifest`; what is not there is printed as `None`.
 */
export function ecrImages<R = never>({ region, repository }: EcrRepositoryProps<R>): readonly Word<R>[] {
  return [
    ...['ecr', 'batch-get-image', '--region', region, '--repository-name', repository],
    ...['--accepted-media-types', ...MEDIA_TYPES, '--output', 'text'],
  ];
}

/**
 * Puts a tag on an image that is there. To follow: `--image-tag`, `--image-digest`, `--image-manifest` and
 * `--image-manifest-media-type`; ECR refuses a manifest that is not that of the digest.
 */
export function ecrTag<R = never>({ region, repository }: EcrRepositoryProps<R>): readonly Word<R>[] {
  return ['ecr', 'put-image', '--region', region, '--repository-name', repository];
}

/** Without these ECR would answer with a converted manifest, whose digest is another. */
const MEDIA_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];
