import { invalid } from '../../model';
import { type Mount } from './mount';
import { namesSecret } from './secret-names';
import { type Stage } from './stage';

export interface RunProps {
  /** Caches, secrets and files for this step alone. @default none */
  readonly mounts?: readonly Mount[];
}

export interface CopyProps {
  /** The stage to copy from. @default the build's context */
  readonly from?: Stage;
}

/** What an instruction takes from elsewhere. */
export interface Taken {
  /** Paths of the build's context. */
  readonly paths: readonly string[];
  readonly stages: readonly Stage[];
}

/** One step of a stage. */
export class Instruction {
  /**
   * Runs commands of a shell, each of which must succeed, in one layer. `$NAME` is the value of an `arg` or `env` before it.
   * Throws `Instruction.run: …` for a command of several lines.
   */
  public static run(commands: string | readonly string[], { mounts = [] }: RunProps = {}): Instruction {
    const lines = typeof commands === 'string' ? [commands] : commands;
    const broken = lines.find((line) => line.trim() === '' || line.includes('\n'));
    if (lines.length === 0 || broken !== undefined) throw invalid('Instruction.run', 'commands of one line', commands);
    return new Instruction(
      `RUN ${[...mounts.map((mount) => mount._render()), lines.join(' \\\n && ')].join(' \\\n    ')}`,
      {
        paths: mounts.flatMap(({ _source }) => _source ?? []),
        stages: mounts.flatMap(({ _from }) => _from ?? []),
      },
    );
  }

  /** Copies files to a path; a folder's content goes into the folder `to`. */
  public static copy(paths: readonly string[], to: string, { from }: CopyProps = {}): Instruction {
    if (paths.length === 0) throw invalid('Instruction.copy', 'at least one path', paths);
    if (!from) paths.forEach(insideContext);
    const words = [...paths, to];
    const list = words.some((word) => /\s/.test(word))
      ? `[${words.map((word) => JSON.stringify(word)).join(', ')}]`
      : words.join(' ');
    return new Instruction(`COPY ${from === undefined ? '' : `--from=${from.name} `}${list}`, {
      paths: from === undefined ? paths : [],
      stages: from === undefined ? [] : [from],
    });
  }

  /** A value that the build is given, or one that the builder itself knows, such as `TARGETARCH`. Never a secret. */
  public static arg(name: string, byDefault?: string): Instruction {
    variableName('Instruction.arg', name);
    if (namesSecret(name)) throw secretStays('Instruction.arg', name);
    return new Instruction(`ARG ${name}${byDefault === undefined ? '' : `=${quoted(byDefault)}`}`);
  }

  /** Variables of this stage and of the container. Never a secret. */
  public static env(values: Readonly<Record<string, string>>): Instruction {
    for (const name of Object.keys(values)) {
      variableName('Instruction.env', name);
      if (namesSecret(name)) throw secretStays('Instruction.env', name);
    }
    return new Instruction(`ENV ${assignments(values)}`);
  }

  /** What people and tools may know of the image. */
  public static label(values: Readonly<Record<string, string>>): Instruction {
    return new Instruction(`LABEL ${assignments(values)}`);
  }

  /** The folder of the steps that follow; it is made where it is missing. */
  public static workdir(path: string): Instruction {
    if (!path.startsWith('/')) throw invalid('Instruction.workdir', 'an absolute path', path);
    return new Instruction(`WORKDIR ${path}`);
  }

  /** The user of the steps that follow. */
  public static user(user: number): Instruction {
    if (!Number.isInteger(user) || user < 0) throw invalid('Instruction.user', 'a user id', user);
    return new Instruction(`USER ${user}:${user}`);
  }

  private constructor(
    private readonly text: string,
    /** @internal */ public readonly _taken: Taken = { paths: [], stages: [] },
  ) {}

  /** @internal */
  public _render(): string {
    return this.text;
  }
}

function assignments(values: Readonly<Record<string, string>>): string {
  const entries = Object.entries(values);
  if (entries.length === 0) throw invalid('Instruction', 'at least one value', values);
  return entries.map(([name, value]) => `${name}=${quoted(value)}`).join(' \\\n    ');
}

/** A dollar sign stays one that the builder replaces: `$VERSION` is the value of an `arg`. */
function quoted(value: string): string {
  if (/[\n\r]/.test(value)) throw invalid('Instruction', 'a value of one line', value);
  return /^[\w./:@%+,-]+$/.test(value) ? value : `"${value.replace(/[\\"]/g, '\\$&')}"`;
}

function variableName(place: string, name: string): void {
  if (!/^[A-Za-z_]\w*$/.test(name)) throw invalid(place, 'the name of a variable', name);
}

function secretStays(place: string, name: string): Error {
  return invalid(place, 'no secret', name, 'it would stay in the history of the image; use Mount.secret');
}

function insideContext(path: string): void {
  if (path.startsWith('/') || path.split('/').includes('..')) {
    throw invalid('Instruction.copy', "a path inside the build's context", path);
  }
}
