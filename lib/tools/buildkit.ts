import { assignments, type BuildProps } from './build';
import { PINS } from './pins';
import { Tool } from './tool';
import { joined, type Word } from './word';

/** BuildKit without root: daemon and client in one command. */
export const tool = Tool.pinned(PINS.buildkit, { program: 'buildctl-daemonless.sh', shell: 'sh', user: 1000 });

export interface BuildAndPushProps<R = never> extends BuildProps<R> {
  /** The file for what is known of the pushed image, in JSON: `containerimage.digest` is its digest. */
  readonly metadataFile: Word<R>;
}

/** Builds an image and pushes it. */
export function build<R = never>(props: BuildAndPushProps<R>): readonly Word<R>[] {
  return [
    ...['build', '--frontend', 'dockerfile.v0'],
    ...['--local', joined<R>('context=', props.context), '--local', joined<R>('dockerfile=', props.context)],
    ...['--opt', `filename=${props.dockerfile}`],
    ...assignments<R>('--opt', props.buildArgs, 'build-arg:'),
    ...assignments<R>('--opt', props.labels, 'label:'),
    ...(props.target === undefined ? [] : ['--opt', `target=${props.target}`]),
    ...['--output', joined<R>('type=image,push=true,name=', props.tag)],
    ...['--metadata-file', props.metadataFile],
  ];
}

/** Where the image's own user keeps what BuildKit stores: an empty folder must be mounted there. */
export const STORE = '/home/user/.local/share/buildkit';

/** The environment of the image's own user; a pod without new process namespaces cannot sandbox the build's. */
export const ENVIRONMENT: Readonly<Record<string, string>> = {
  HOME: '/home/user',
  BUILDKITD_FLAGS: '--oci-worker-no-process-sandbox',
};
