import { type Construct } from 'constructs';
import { BASE_IMAGES, PINS, python } from '../../tools';
import { Dockerfile } from './dockerfile';
import { Instruction } from './instruction';
import { Mount } from './mount';
import { pinned } from './pinned';
import { describedAs, serviceName, type ServiceImageProps } from './service-image';
import { Stage } from './stage';

export interface PythonDockerfileProps extends ServiceImageProps {
  /** The module that runs, as behind `python -m`, such as `order_service`. */
  readonly module: string;
  /** Its arguments. @default none */
  readonly args?: readonly string[];
  /** The file of requirements. @default "requirements.txt" */
  readonly requirements?: string;
  /** Whether each requirement must carry the hashes of its files, as `uv export` and `pip-compile` write them. @default true */
  readonly hashes?: boolean;
  /** The folder that holds the module. @default "src" */
  readonly sources?: string;
}

const PACKAGES = '/app/packages';

/** A Python service with its requirements from wheels, by hash; the runtime's Python has the same minor version as the builder's. */
export class PythonDockerfile extends Dockerfile {
  public constructor(scope: Construct, id: string, props: PythonDockerfileProps) {
    serviceName(props.name);
    const { args = [], sources = 'src' } = props;
    const packages = packagesStage(props);
    const image = new Stage({
      name: 'image',
      from: props.runtime ?? pinned(BASE_IMAGES.pythonRuntime),
      steps: [
        Instruction.workdir('/app'),
        Instruction.env({
          PYTHONPATH: `${PACKAGES}:/app/${sources}`,
          PYTHONDONTWRITEBYTECODE: '1',
          PYTHONUNBUFFERED: '1',
        }),
        Instruction.copy([PACKAGES], PACKAGES, { from: packages }),
        Instruction.copy([sources], `./${sources}`),
        ...describedAs(props),
      ],
    });
    super(scope, id, {
      ...props,
      stages: [packages, image],
      entrypoint: ['/usr/bin/python3', '-m', props.module, ...args],
    });
  }
}

/** Wheels may hold native code: they are taken for the platform that the image is for. */
function packagesStage(props: PythonDockerfileProps): Stage {
  const { builder = pinned(PINS.python), fetchMounts = [], hashes = true, requirements = 'requirements.txt' } = props;
  const install = python.install({ requirements: [requirements], hashes, into: PACKAGES });
  return new Stage({
    name: 'packages',
    from: builder,
    steps: [
      Instruction.workdir('/app'),
      Instruction.copy([requirements], requirements.includes('/') ? `./${requirements}` : './'),
      Instruction.run([`mkdir -p ${PACKAGES}`, ['python', ...install].join(' ')], {
        mounts: [Mount.cache('/root/.cache/pip'), ...fetchMounts],
      }),
    ],
  });
}
