import { type Construct } from 'constructs';
import { BASE_IMAGES, maven, PINS } from '../../tools';
import { Dockerfile } from './dockerfile';
import { Instruction } from './instruction';
import { Mount } from './mount';
import { pinned } from './pinned';
import { describedAs, serviceName, type ServiceImageProps } from './service-image';
import { Stage } from './stage';

export interface JavaDockerfileProps extends ServiceImageProps {
  /** The archive that runs, with everything it needs inside, below `target`: its `finalName` in the POM. @default the service's name and ".jar" */
  readonly archive?: string;
  /** Files and folders to compile. @default ['src'] */
  readonly sources?: readonly string[];
  /** Options of the virtual machine. @default three quarters of the container's memory for the heap */
  readonly options?: readonly string[];
}

const REPOSITORY = Mount.cache('/root/.m2/repository');

/** A Java service that Maven packs into one archive, run by the virtual machine of a distroless image. */
export class JavaDockerfile extends Dockerfile {
  public constructor(scope: Construct, id: string, props: JavaDockerfileProps) {
    const { archive = `${serviceName(props.name)}.jar`, options = ['-XX:MaxRAMPercentage=75'] } = props;
    const build = buildStage(props, archive);
    const image = new Stage({
      name: 'image',
      from: props.runtime ?? pinned(BASE_IMAGES.javaRuntime),
      steps: [
        Instruction.workdir('/app'),
        Instruction.copy([`/out/${archive}`], `./${archive}`, { from: build }),
        ...describedAs(props),
      ],
    });
    super(scope, id, {
      ...props,
      // Servers unpack and upload into it, and the virtual machine keeps its counters there.
      writable: props.writable ?? { '/tmp': '64Mi' },
      stages: [build, image],
      entrypoint: ['/usr/bin/java', ...options, '-jar', `/app/${archive}`],
    });
  }
}

/** What is compiled runs on every platform: the stage runs on the machine that builds. */
function buildStage(props: JavaDockerfileProps, archive: string): Stage {
  const { builder = pinned(PINS.maven), fetchMounts = [], sources = ['src'] } = props;
  const mounts = [REPOSITORY, ...fetchMounts];
  return new Stage({
    name: 'build',
    from: builder,
    onBuilder: true,
    steps: [
      Instruction.workdir('/src'),
      Instruction.copy(['pom.xml'], './'),
      Instruction.run(mvn(['dependency:go-offline']), { mounts }),
      ...sources.map((path) => Instruction.copy([path], `./${path}`)),
      // The tests have run before: an image is not the place to learn that they fail.
      Instruction.run([mvn(['package'], { skipTests: 'true' }), `install -D target/${archive} /out/${archive}`], {
        mounts,
      }),
    ],
  });
}

function mvn(goals: readonly string[], properties: Readonly<Record<string, string>> = {}): string {
  return ['mvn', ...maven.run({ goals, properties })].join(' ');
}
