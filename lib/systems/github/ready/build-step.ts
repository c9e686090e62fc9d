import { buildPush } from '../actions';
import { github } from '../contexts';
import { type Text, text } from '../expression';
import { type ImagePlatform, type ImageSource } from './image-intent';

/** A step that builds; its digest is what it has built. */
export type BuildStep = ReturnType<typeof buildPush.step>;

interface Built extends ImageSource {
  readonly platform: ImagePlatform;
  /** What it is a version of itself by. @default the commit */
  readonly version?: Text;
}

/** Builds for a pull request: the image stays on the machine, where it can be scanned. */
export function localBuild(props: Built & { readonly name: string; readonly scope: string }): BuildStep {
  return buildPush.step({
    id: 'image',
    name: 'Build the image',
    with: {
      ...build(props),
      load: true,
      tags: [props.name],
      'cache-from': [`type=gha,scope=${props.scope}`],
      'cache-to': [`type=gha,mode=max,scope=${props.scope}`],
    },
  });
}

/** Builds for one platform and pushes without a tag: nobody can take the image for released. */
export function pushedBuild(props: Built & { readonly address: Text }): BuildStep {
  return buildPush.step({
    id: 'image',
    name: 'Build and push by digest',
    with: { ...build(props), outputs: [text`type=image,name=${props.address},push-by-digest=true,push=true`] },
  });
}

function build({ context = '.', dockerfile, target, buildArgs = {}, platform, version = github.sha }: Built) {
  return {
    context,
    ...(dockerfile === undefined ? {} : { file: dockerfile }),
    ...(target === undefined ? {} : { target }),
    platforms: [platform],
    'build-args': [
      text`VERSION=${version}`,
      text`REVISION=${github.sha}`,
      ...Object.entries(buildArgs).map(([name, value]) => `${name}=${value}`),
    ],
    labels: [
      text`org.opencontainers.image.revision=${github.sha}`,
      text`org.opencontainers.image.source=${github.serverUrl}/${github.repository}`,
    ],
    // BuildKit's own provenance is unsigned, and would make an index out of the image of one platform.
    provenance: 'false',
  } as const;
}
