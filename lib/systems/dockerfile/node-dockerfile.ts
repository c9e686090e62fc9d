import { type Construct } from 'constructs';
import { BASE_IMAGES, node, PINS } from '../../tools';
import { Dockerfile } from './dockerfile';
import { Instruction } from './instruction';
import { Mount } from './mount';
import { pinned } from './pinned';
import { describedAs, serviceName, type ServiceImageProps } from './service-image';
import { Stage } from './stage';

/** A service that is compiled before it runs, such as one in TypeScript. */
export interface NodeBuild {
  /** The script of `package.json` that compiles. @default "build" */
  readonly script?: string;
  /** Files and folders that it reads. */
  readonly sources: readonly string[];
  /** The folder that it makes. @default "dist" */
  readonly folder?: string;
}

export interface NodeDockerfileProps extends ServiceImageProps {
  /** The file that Node.js runs, such as `dist/main.js`. */
  readonly main: string;
  /** How it is compiled. @default it runs as it is written */
  readonly build?: NodeBuild;
  /** Files and folders that run as they are written. @default ['src'], or none where it is compiled */
  readonly sources?: readonly string[];
  /** Whether packages may run scripts of their own while they are installed. @default false */
  readonly installScripts?: boolean;
}

const PACKAGES = ['package.json', 'package-lock.json'];
const CACHE = Mount.cache('/root/.npm');

/** A Node.js service with the packages of its lock file and nothing that only development needs. */
export class NodeDockerfile extends Dockerfile {
  public constructor(scope: Construct, id: string, props: NodeDockerfileProps) {
    serviceName(props.name);
    const { build, sources = build ? [] : ['src'] } = props;
    const packages = installed('packages', props, true);
    const built = build && compiled(props, build);
    const folder = build?.folder ?? 'dist';
    const image = new Stage({
      name: 'image',
      from: props.runtime ?? pinned(BASE_IMAGES.nodeRuntime),
      steps: [
        Instruction.workdir('/app'),
        Instruction.env({ NODE_ENV: 'production' }),
        Instruction.copy(['/app/node_modules'], './node_modules', { from: packages }),
        Instruction.copy(['package.json'], './'),
        ...sources.map((path) => Instruction.copy([path], `./${path}`)),
        ...(built ? [Instruction.copy([`/app/${folder}`], `./${folder}`, { from: built })] : []),
        ...describedAs(props),
      ],
    });
    super(scope, id, {
      ...props,
      stages: [packages, ...(built ? [built] : []), image],
      entrypoint: ['/nodejs/bin/node', props.main],
    });
  }
}

/** Packages may hold native code: those that run are installed on the platform that the image is for. */
function installed(
  name: string,
  props: NodeDockerfileProps,
  production: boolean,
  more: readonly Instruction[] = [],
): Stage {
  const { builder = pinned(PINS.node), fetchMounts = [], installScripts: scripts = false } = props;
  const install = ['npm', ...node.install({ scripts, production })].join(' ');
  return new Stage({
    name,
    from: builder,
    onBuilder: !production,
    steps: [
      Instruction.workdir('/app'),
      Instruction.copy(PACKAGES, './'),
      Instruction.run(production ? [install, 'mkdir -p node_modules'] : install, {
        mounts: [CACHE, ...fetchMounts],
      }),
      ...more,
    ],
  });
}

function compiled(props: NodeDockerfileProps, { script = 'build', sources }: NodeBuild): Stage {
  return installed('build', props, false, [
    ...sources.map((path) => Instruction.copy([path], `./${path}`)),
    Instruction.run(`npm run ${JSON.stringify(script)}`),
  ]);
}
