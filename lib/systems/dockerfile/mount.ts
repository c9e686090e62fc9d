import { invalid } from '../../model';
import { type Stage } from './stage';

export interface CacheProps {
  /** What tells the cache apart from others of the same path. @default the path */
  readonly id?: string;
}

export interface SecretProps {
  /** The file at which the step finds it. @default "/run/secrets/" and the id */
  readonly at?: string;
  /** The variable in which the step finds it, instead of a file. @default none */
  readonly variable?: string;
}

/** What one `RUN` sees beside the layers of its stage; nothing of it stays in the image. */
export class Mount {
  /** A folder that outlives the build, such as that of downloaded modules. Two builds never write to it at once. */
  public static cache(path: string, { id }: CacheProps = {}): Mount {
    return new Mount(`type=cache,${id === undefined ? '' : `id=${id},`}target=${absolute(path)},sharing=locked`);
  }

  /** A secret that the build is given under an id. A build without it fails. */
  public static secret(id: string, { at, variable }: SecretProps = {}): Mount {
    if (!/^[\w.-]+$/.test(id)) throw invalid('Mount.secret', 'an id of letters, digits, ".", "_" and "-"', id);
    const target = at === undefined ? '' : `,target=${absolute(at)}`;
    return new Mount(`type=secret,id=${id}${target}${variable === undefined ? '' : `,env=${variable}`},required=true`);
  }

  /** Files of the build's context, or of an earlier stage, to read from. */
  public static bind(source: string, target: string, from?: Stage): Mount {
    const origin = from === undefined ? '' : `,from=${from.name}`;
    return new Mount(`type=bind,source=${source},target=${target}${origin}`, from, from ? undefined : source);
  }

  private constructor(
    private readonly options: string,
    /** The stage that it reads from. @internal */ public readonly _from?: Stage,
    /** The path of the context that it reads. @internal */ public readonly _source?: string,
  ) {
    if (/\s/.test(options)) throw invalid('Mount', 'values without blanks', options);
  }

  /** @internal */
  public _render(): string {
    return `--mount=${this.options}`;
  }
}

function absolute(path: string): string {
  if (!path.startsWith('/')) throw invalid('Mount.path', 'an absolute path', path);
  return path;
}
