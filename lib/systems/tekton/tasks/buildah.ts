import { buildah } from '../../../tools';
import { text } from '../reference';
import { bash } from '../script';
import { Security } from '../security';
import { Step } from '../step';
import { Volume, type Volumes } from '../volume';
import { shellLine } from './command-line';
import { builtOnce, mountsOf } from './built-once';
import { declared } from './declared';
import { type Build, type ImageBuilder, type StorageProps } from './image-builder';
import { writeImageResults } from './image-results';

/**
 * Buildah without privileges. It is root inside its container and keeps three capabilities with which it makes a user
 * namespace of its own; the runtime's seccomp profile would forbid that, so it cannot run on nodes whose kubelet gives
 * that profile to every pod (`seccompDefault`). Namespaces of Pod Security `baseline` admit it.
 */
export class Buildah implements ImageBuilder {
  public readonly security = Security.baseline({
    user: 0,
    capabilities: ['SETUID', 'SETGID', 'SETFCAP'],
    seccomp: false,
  });
  /** @internal */
  public readonly _reads = 'docker config';
  /** @internal */
  public readonly _asksBefore = true;
  /** @internal */
  public readonly _volumes: Volumes;

  public constructor(props: StorageProps = {}) {
    this._volumes = { store: Volume.emptyDir({ sizeLimit: props.storage }) };
  }

  /** Build and push are one step: the image lies in a store that only this container sees. @internal */
  public _steps({ image, repository, results, login, volumes, found, tools, resources }: Build): readonly Step[] {
    const digestFile = `${STORE}/digest`;
    const build = bash`
      buildah ${shellLine(bash, buildah.build(image))}
      buildah ${shellLine(bash, buildah.push({ tag: image.tag, digestFile }))}
      digest="$(cat ${digestFile})"
    `;
    return [
      Step.script({
        name: 'build',
        image: tools.tool('buildah').image,
        env: {
          ...buildah.environment(STORE),
          ...login.env,
          ...(login.folder === undefined ? {} : { REGISTRY_AUTH_FILE: text`${login.folder}/config.json` }),
        },
        security: this.security,
        resources,
        volumeMounts: [declared(volumes, 'store').at(STORE), ...login.mounts, ...mountsOf(found)],
        script: bash`
          ${builtOnce(bash, found, build)}
          ${writeImageResults(bash, repository, results)}
        `,
      }),
    ];
  }
}

const STORE = '/var/lib/containers';
