import { assignments, type BuildProps } from './build';
import { PINS } from './pins';
import { Tool } from './tool';
import { joined, type Word } from './word';

/**
 * The fork of kaniko that is kept up; Google's own is archived. Its pin is seen in few projects: confirm it with
 * `crane digest` before you rely on it.
 */
export const tool = Tool.pinned(PINS.kaniko, { program: '/kaniko/executor', shell: 'sh', user: 0 });

export interface BuildAndPushProps<R = never> extends BuildProps<R> {
  /** The file for the digest of the pushed image. */
  readonly digestFile: Word<R>;
  /** The only helper to ask for credentials. @default none: the docker configuration alone */
  readonly credentialHelper?: 'ecr';
}

/** Builds an image and pushes it. The context is an absolute path. */
export function build<R = never>(props: BuildAndPushProps<R>): readonly Word<R>[] {
  return [
    ...['--context', joined<R>('dir://', props.context), '--dockerfile', props.dockerfile],
    ...['--destination', props.tag, '--digest-file', props.digestFile, '--image-format=oci'],
    ...assignments<R>('--build-arg', props.buildArgs),
    ...assignments<R>('--label', props.labels),
    ...(props.target === undefined ? [] : ['--target', props.target]),
    `--credential-helpers=${props.credentialHelper ?? ''}`,
  ];
}
