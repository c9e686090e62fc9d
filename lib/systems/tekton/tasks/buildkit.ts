import { buildkit } from '../../../tools';
import { sh } from '../script';
import { Security } from '../security';
import { Step } from '../step';
import { Volume, type Volumes } from '../volume';
import { shellLine } from './command-line';
import { builtOnce, mountsOf } from './built-once';
import { declared } from './declared';
import { type Build, type ImageBuilder, type StorageProps } from './image-builder';
import { writeImageResults } from './image-results';

/**
 * BuildKit without root: cache mounts and secrets of modern Dockerfiles work. Its helpers that map users are setuid, so
 * it needs escalation, and neither seccomp nor AppArmor: only a namespace of Pod Security `privileged` admits it.
 * @see https://github.com/moby/buildkit/blob/master/docs/rootless.md
 */
export class BuildKit implements ImageBuilder {
  public readonly security = Security.privileged({
    because: 'rootless BuildKit maps users by setuid helpers and mounts, which seccomp and AppArmor profiles forbid',
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1000,
      allowPrivilegeEscalation: true,
      seccompProfile: { type: 'Unconfined' },
      appArmorProfile: { type: 'Unconfined' },
    },
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

  /** @internal */
  public _steps({ image, repository, results, login, volumes, found, tools, resources }: Build): readonly Step[] {
    const build = sh`
      buildctl-daemonless.sh ${shellLine(sh, buildkit.build({ ...image, metadataFile: METADATA }))}
      digest="$(sed -n 's/.*"containerimage.digest": *"\([^"]*\)".*/\1/p' ${METADATA})"
    `;
    return [
      Step.script({
        name: 'build',
        image: tools.tool('buildkit').image,
        env: { ...buildkit.ENVIRONMENT, ...login.env },
        security: this.security,
        resources,
        volumeMounts: [declared(volumes, 'store').at(buildkit.STORE), ...login.mounts, ...mountsOf(found)],
        script: sh`
          ${builtOnce(sh, found, build)}
          ${writeImageResults(sh, repository, results)}
        `,
      }),
    ];
  }
}

const METADATA = '/tmp/build.json';
