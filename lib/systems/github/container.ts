import { invalid, type PinnedImage } from '../../model';
import { requireAvailable } from './availability';
import { type Expr, literal, renderText, type Source, sourcesOf, type Text } from './expression';
import { type EnvValues, renderEnv } from './step';

export interface ContainerProps {
  /** Environment variables; secrets among them. @default none */
  readonly env?: EnvValues;
  /** Ports to open, as `5432` or `5432/tcp`; `8080:80` maps one of the machine. @default none */
  readonly ports?: readonly (number | string)[];
  /** Volumes, as `name:/path`. @default none */
  readonly volumes?: readonly string[];
  /** More options of `docker create`, such as a health check. @default none */
  readonly options?: Text;
  /** What a service starts instead of what its image says. @default what its image says */
  readonly entrypoint?: string;
  /** The arguments of what a service starts. @default what its image says */
  readonly command?: string;
  /** How the registry is entered. @default anonymously */
  readonly credentials?: { readonly username: Text; readonly password: Expr<string> };
}

/** A container of a pinned image: the one that a job's steps run in, or a service beside them. */
export class Container {
  public static of(image: PinnedImage, props: ContainerProps = {}): Container {
    return new Container(image, props);
  }

  private constructor(
    public readonly image: PinnedImage,
    private readonly props: ContainerProps,
  ) {}

  /** The secrets that it is given. */
  public get secrets(): readonly string[] {
    return this._sources.filter(({ context }) => context === 'secrets').map(({ name }) => name);
  }

  /** @internal */
  public get _sources(): readonly Source[] {
    const { env = {}, options, credentials } = this.props;
    return [...Object.values(env), options, credentials?.username, credentials?.password].flatMap(sourcesOf);
  }

  /** @internal */
  public _render(place: string, as: 'job' | 'service'): object {
    const { env, ports, volumes, options, credentials, entrypoint, command } = this.props;
    const own = entrypoint ?? command;
    if (as === 'job' && own !== undefined) {
      throw invalid(
        place,
        'no entrypoint and no command',
        own,
        'the steps of the job run in it; a service may have them',
      );
    }
    const wrong = ports?.find((port) => !/^(\d{1,5}:)?\d{1,5}(\/(tcp|udp))?$/.test(String(port)));
    if (wrong !== undefined) throw invalid(`${place}.ports`, 'ports such as 5432 or "8080:80/tcp"', wrong);
    requireAvailable(place, 'container env', this._sources);
    return {
      image: this.image.reference,
      credentials: credentials && {
        username: renderText(`${place}.credentials.username`, credentials.username),
        password: credentials.password.rendered,
      },
      env: renderEnv(place, env),
      ports,
      volumes,
      options: options === undefined ? undefined : renderText(`${place}.options`, options),
      entrypoint: entrypoint === undefined ? undefined : literal(`${place}.entrypoint`, entrypoint),
      command: command === undefined ? undefined : literal(`${place}.command`, command),
    };
  }
}
