import { assignments, type BuildProps } from './build';
import { PINS } from './pins';
import { Tool } from './tool';
import { joined, type Word } from './word';

/**
 * Buildah, inside the task image of the Konflux CI: upstream's own images lose their digests when they are rebuilt.
 * It also has skopeo, oras and jq.
 */
export const tool = Tool.pinned(PINS.buildah, { program: 'buildah', shell: 'bash', user: 1000 });

export interface PushProps<R = never> {
  /** The image to push, as it was built: `registry/path:tag`. */
  readonly tag: Word<R>;
  /** The file for the digest that the registry now knows it by. */
  readonly digestFile: Word<R>;
}

export interface TagProps<R = never> {
  /** The image that is there: `registry/path@sha256:…`. */
  readonly image: Word<R>;
  /** The tag that it gets beside its others. */
  readonly tag: Word<R>;
}

/** Builds an image into the local store. */
export function build<R = never>(props: BuildProps<R>): readonly Word<R>[] {
  return [
    'build',
    '--file',
    joined<R>(props.context, '/', props.dockerfile),
    '--tag',
    props.tag,
    ...assignments<R>('--build-arg', props.buildArgs),
    ...assignments<R>('--label', props.labels),
    ...(props.target === undefined ? [] : ['--target', props.target]),
    props.context,
  ];
}

/** Pushes what was built, from the same local store. */
export function push<R = never>({ tag, digestFile }: PushProps<R>): readonly Word<R>[] {
  return ['push', '--digestfile', digestFile, tag];
}

/** Puts a tag on an image that is in a registry: words for `oras`, which the image also has. */
export function orasTag<R = never>({ image, tag }: TagProps<R>): readonly Word<R>[] {
  return ['tag', image, tag];
}

/**
 * The environment in which buildah works without privileges: `store` is a writable folder. Chroot isolation needs no
 * mounts and the vfs driver no overlay, neither of which an unprivileged pod may make.
 */
export function environment(store: string): Readonly<Record<string, string>> {
  return {
    BUILDAH_ISOLATION: 'chroot',
    BUILDAH_FORMAT: 'oci',
    STORAGE_DRIVER: 'vfs',
    // Large layers are unpacked here; the container's own root may be small or read-only.
    TMPDIR: store,
  };
}
