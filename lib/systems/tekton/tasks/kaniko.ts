import { kaniko } from '../../../tools';
import { sh } from '../script';
import { Security } from '../security';
import { Step } from '../step';
import { type Volumes } from '../volume';
import { commandLine } from './command-line';
import { type Build, type ImageBuilder } from './image-builder';
import { writeImageResults } from './image-results';

/**
 * Kaniko, from the fork that is kept up. It unpacks base images over its own root as root, so `RUN` lines run with its
 * capabilities, but it needs no user namespace and keeps the runtime's seccomp profile. Namespaces of Pod Security
 * `baseline` admit it.
 */
export class Kaniko implements ImageBuilder {
  public readonly security = Security.baseline({
    user: 0,
    capabilities: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETUID', 'SETGID', 'SETFCAP', 'KILL'],
  });
  /** @internal */
  public readonly _reads = 'cloud';
  /** @internal */
  public readonly _asksBefore = false;
  /** @internal */
  public readonly _volumes: Volumes = {};

  /** The image has replaced the container's root when kaniko ends, so another container writes the results. @internal */
  public _steps({ image, repository, results, login, tools, resources }: Build): readonly Step[] {
    const build = kaniko.build({
      ...image,
      digestFile: results.IMAGE_DIGEST.path,
      credentialHelper: login.folder === undefined ? 'ecr' : undefined,
    });
    return [
      Step.command({
        name: 'build',
        image: tools.tool('kaniko').image,
        command: [tools.tool('kaniko').program],
        args: commandLine(build),
        env: login.env,
        security: this.security,
        resources,
        volumeMounts: login.mounts,
      }),
      Step.script({
        name: 'report',
        image: tools.tool('git').image,
        script: sh`
          digest="$(cat ${results.IMAGE_DIGEST.path})"
          ${writeImageResults(sh, repository, results)}
        `,
      }),
    ];
  }
}
