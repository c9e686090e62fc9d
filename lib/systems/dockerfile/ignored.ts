import { type Assembly, type RepositoryFileContent, readOnce } from '../../assembly';
import { type ReadDockerfile } from './reading';

/** The patterns that keep files from a build: `.dockerignore`, in the order in which they apply. */
export class Ignored {
  /** Those of a Dockerfile: the file beside it that bears its name, else the common one where the context must be the root. */
  public static tryFor({ file }: ReadDockerfile, assembly: Assembly): Ignored | undefined {
    const inRoot = !file.path.includes('/');
    const paths = ignoreFiles(assembly);
    const own = paths.get(`${file.repository}\n${file.path}.dockerignore`);
    const found = own ?? (inRoot ? paths.get(`${file.repository}\n.dockerignore`) : undefined);
    return found && new Ignored(found);
  }

  private readonly patterns: readonly {
    readonly text: string;
    readonly expression: RegExp;
    readonly negated: boolean;
  }[];

  private constructor(public readonly file: RepositoryFileContent) {
    this.patterns = file.content.split('\n').flatMap((line) => {
      const text = line.replace(/\r$/, '').trim();
      if (text === '' || line.startsWith('#')) return [];
      const negated = text.startsWith('!');
      const pattern = (negated ? text.slice(1).trim() : text).replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
      return pattern === '' ? [] : [{ text: pattern, expression: expressionOf(pattern), negated }];
    });
  }

  /** Whether a file or folder of the context is kept from the build, as the last pattern says that means it or a folder above it. */
  public covers(path: string): boolean {
    const parts = path
      .replace(/^(?:\.?\/)+/, '')
      .replace(/\/+$/, '')
      .split('/');
    const places = parts.map((_, i) => parts.slice(0, i + 1).join('/'));
    return this.patterns.reduce(
      (ignored, { expression, negated }) => (places.some((place) => expression.test(place)) ? !negated : ignored),
      false,
    );
  }

  /** Whether something below a folder is let through again: the folder is then there, with less in it. */
  public letsThroughBelow(path: string): boolean {
    return this.patterns.some(({ text, negated }) => negated && (text.startsWith(`${path}/`) || /^[^/]*\*/.test(text)));
  }
}

const ignoreFiles = readOnce<ReadonlyMap<string, RepositoryFileContent>, Assembly>(
  ({ files }) =>
    new Map(
      files.all
        .filter(({ path }) => path.endsWith('.dockerignore'))
        .map((file) => [`${file.repository}\n${file.path}`, file]),
    ),
);

/** Docker's patterns: `*` and `?` stay inside one folder, `**` is any number of folders. */
function expressionOf(pattern: string): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] ?? '';
    if (pattern.startsWith('**/', at)) {
      source += '(?:.*/)?';
      at += 2;
    } else if (pattern.startsWith('**', at)) {
      source += '.*';
      at += 1;
    } else if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else source += char.replace(/[\\^$.|+(){}[\]]/g, '\\$&');
  }
  return new RegExp(`^${source}$`);
}
