import { type Construct } from 'constructs';
import { invalid } from '../../model';
import { BASE_IMAGES, PINS } from '../../tools';
import { Dockerfile } from './dockerfile';
import { Instruction } from './instruction';
import { Mount } from './mount';
import { pinned } from './pinned';
import { describedAs, serviceName, type ServiceImageProps, VERSION } from './service-image';
import { Stage } from './stage';

export interface GoDockerfileProps extends ServiceImageProps {
  /** The package of the program. @default "./cmd/" and the service's name */
  readonly main?: string;
  /** The files that name the modules. @default ['go.mod', 'go.sum'] */
  readonly modules?: readonly string[];
  /** Files and folders to compile. @default the whole repository */
  readonly sources?: readonly string[];
  /** The variable of the program that gets the version, such as `main.version`. @default none */
  readonly versionVariable?: string;
  /** Build tags. @default none */
  readonly tags?: readonly string[];
}

const CACHES = [Mount.cache('/go/pkg/mod'), Mount.cache('/root/.cache/go-build')];

/** A Go service as one static program: compiled for any platform without emulation, run by nobody in an empty image. */
export class GoDockerfile extends Dockerfile {
  /** Throws `GoDockerfile.<field>: …` for what the Go tools would not read. */
  public constructor(scope: Construct, id: string, props: GoDockerfileProps) {
    const name = serviceName(props.name);
    const build = buildStage(props, `/out/${name}`);
    const image = new Stage({
      name: 'image',
      from: props.runtime ?? pinned(BASE_IMAGES.goRuntime),
      steps: [Instruction.copy([`/out/${name}`], `/${name}`, { from: build }), ...describedAs(props)],
    });
    super(scope, id, { ...props, stages: [build, image], entrypoint: [`/${name}`] });
  }
}

function buildStage(props: GoDockerfileProps, program: string): Stage {
  const { modules = ['go.mod', 'go.sum'], sources, fetchMounts = [] } = props;
  return new Stage({
    name: 'build',
    from: props.builder ?? pinned(PINS.go),
    onBuilder: true,
    steps: [
      Instruction.workdir('/src'),
      Instruction.env({ CGO_ENABLED: '0', GOTOOLCHAIN: 'local' }),
      Instruction.copy(modules, './'),
      Instruction.run('go mod download', { mounts: [...CACHES.slice(0, 1), ...fetchMounts] }),
      ...copied(sources),
      Instruction.arg('TARGETOS'),
      Instruction.arg('TARGETARCH'),
      Instruction.arg(VERSION, 'unversioned'),
      Instruction.run(compile(props, program), { mounts: CACHES }),
    ],
  });
}

/** A folder is copied as a folder: `COPY` of several puts their contents together. */
function copied(sources: readonly string[] = ['.']): readonly Instruction[] {
  return sources.map((path) => Instruction.copy([path], path === '.' ? './' : `./${path}`));
}

function compile(
  { name, main = `./cmd/${name}`, versionVariable, tags = [] }: GoDockerfileProps,
  program: string,
): string {
  word('GoDockerfile.main', main);
  tags.forEach((tag) => word('GoDockerfile.tags', tag));
  if (versionVariable !== undefined) word('GoDockerfile.versionVariable', versionVariable);
  const version = versionVariable === undefined ? '' : ` -X ${versionVariable}=$${VERSION}`;
  const tagged = tags.length === 0 ? '' : ` -tags=${tags.join(',')}`;
  const build = `go build -trimpath -buildvcs=false${tagged} -ldflags="-s -w${version}" -o ${program} ${main}`;
  return `GOOS="$TARGETOS" GOARCH="$TARGETARCH" ${build}`;
}

function word(place: string, text: string): void {
  if (!/^[\w./-]+$/.test(text)) throw invalid(place, 'a name or path without blanks and quotes', text);
}
