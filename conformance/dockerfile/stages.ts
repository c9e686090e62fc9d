import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { cacheFolder } from '../cache';
import { type Finished, run } from '../command';

/** A service that is built without images: what a builder would copy from, and the programs in the place of the images'. */
export interface Service {
  /** The folder with its sources. */
  readonly sources: string;
  /** Programs of this machine, by the path at which the last image has them. */
  readonly programs: Readonly<Record<string, string>>;
}

/**
 * Does what a Dockerfile says without a daemon: each stage gets an empty folder for a root, in which its COPY and RUN happen,
 * and at the end the entry point is run from that of the last stage. Base images are not there, so tools are this machine's.
 */
export async function buildAndRun(dockerfile: string, folder: string, service: Service): Promise<Finished> {
  const stages = new Map<string, Stage>();
  let last: Stage | undefined;
  const [, ...texts] = readFileSync(dockerfile, 'utf8').split(/^FROM /m);
  for (const text of texts) {
    const [first = '', ...lines] = text.replace(/ ?\\\n\s*/g, ' ').split('\n');
    const name = / AS (\S+)/.exec(first)?.[1] ?? String(stages.size);
    last = new Stage(join(folder, name), service.sources, stages);
    stages.set(name, last);
    for (const line of lines) {
      const failed = await last.instruct(line);
      if (failed) return failed;
    }
  }
  return last?.start(service.programs) ?? { code: 1, stdout: '', stderr: 'no stage' };
}

/** One stage with its own root. */
class Stage {
  private folder = '/';
  private entryPoint: readonly string[] = [];
  private readonly environment: Record<string, string> = {};

  public constructor(
    private readonly root: string,
    private readonly sources: string,
    private readonly others: ReadonlyMap<string, Stage>,
  ) {
    mkdirSync(root, { recursive: true });
  }

  /** Gives how a command ended that failed. */
  public async instruct(line: string): Promise<Finished | undefined> {
    const [keyword = '', ...words] = line.split(' ');
    const text = words.join(' ');
    if (keyword === 'WORKDIR') mkdirSync(this.at((this.folder = text)), { recursive: true });
    if (keyword === 'ENV')
      for (const [, name = '', value = ''] of text.matchAll(/(\w+)=(\S+)/g)) this.environment[name] = value;
    if (keyword === 'ENTRYPOINT') this.entryPoint = JSON.parse(text) as readonly string[];
    if (keyword === 'COPY') this.copy(words);
    if (keyword !== 'RUN') return undefined;
    const script = words.filter((word) => !word.startsWith('--mount=')).join(' ');
    const finished = await this.run('sh', ['-ec', this.inside(script)]);
    return finished.code === 0
      ? undefined
      : { ...finished, stderr: `RUN ${script}: ${finished.stderr || finished.stdout}` };
  }

  public start(programs: Readonly<Record<string, string>>): Promise<Finished> {
    const [program = '', ...args] = this.entryPoint;
    return this.run(
      programs[program] ?? program,
      args.map((arg) => this.inside(arg)),
    );
  }

  private copy(words: readonly string[]): void {
    const from = /^--from=(.+)$/.exec(words[0] ?? '')?.[1];
    const paths = words.filter((word) => !word.startsWith('--'));
    const target = paths.at(-1) ?? '';
    for (const path of paths.slice(0, -1)) {
      const source = from === undefined ? join(this.sources, path) : (this.others.get(from)?.at(path) ?? path);
      const to = this.at(target.endsWith('/') ? join(target, path) : target);
      mkdirSync(dirname(to), { recursive: true });
      cpSync(source, to, { recursive: true });
    }
  }

  /** Where a path of the image lies. */
  private at(path: string): string {
    return join(this.root, resolve(this.folder, path));
  }

  /** A text with the folders of the image that are there moved below the root. */
  private inside(text: string): string {
    return text.replaceAll(/(?<![\w./-])\/(?:app|src|out)\b/g, (path) => join(this.root, path));
  }

  private run(program: string, args: readonly string[]): Promise<Finished> {
    const moved = Object.entries(this.environment).map(([name, value]) => [
      name,
      value
        .split(':')
        .map((part) => this.inside(part))
        .join(':'),
    ]);
    const cwd = this.at('.');
    const env = { ...(Object.fromEntries(moved) as Record<string, string>), ...DOWNLOADS };
    return run(program, args, { cwd: existsSync(cwd) ? cwd : this.root, env, timeout: 900 });
  }
}

/** What a cache mount keeps between builds. */
const DOWNLOADS = { MAVEN_OPTS: `-Dmaven.repo.local=${join(cacheFolder(), 'maven-repository')}` };
