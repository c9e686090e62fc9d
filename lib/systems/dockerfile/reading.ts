import { type Instruction, DockerfileParser } from 'dockerfile-ast';
import { type Assembly, type RepositoryFileContent, readOnce } from '../../assembly';
import { type ReadStage, stagesOf } from './read-stage';
import { substituted } from './substitution';

/** One instruction of a Dockerfile, as far as it can be told without building. */
export interface ReadInstruction {
  /** In upper case, such as `RUN`. */
  readonly keyword: string;
  /** The line that it begins at, counted from 1. */
  readonly line: number;
  /** Its flags, such as `from` → `build`; of `mount` there may be several. */
  readonly flags: ReadonlyMap<string, readonly string[]>;
  /** Everything behind the flags, on one line but for here-documents. */
  readonly text: string;
  /** The words of its list, where it is written as one: `["a", "b"]`. */
  readonly list?: readonly string[];
}

/** A Dockerfile of an assembly. */
export interface ReadDockerfile {
  readonly file: RepositoryFileContent;
  /** The `ARG`s before the first stage, with their default values. */
  readonly globals: ReadonlyMap<string, string | undefined>;
  /** Its stages; the last one is the image. Never empty. */
  readonly stages: readonly ReadStage[];
}

/** The Dockerfiles of an assembly. A template of another tool, and a text without `FROM`, is none. */
export const dockerfilesOf = readOnce<readonly ReadDockerfile[], Assembly>(({ files }) =>
  files.all.filter(({ path }) => isDockerfile(path)).flatMap((file) => read(file) ?? []),
);

/** Whether a path is that of a Dockerfile. */
function isDockerfile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^(?:.+\.)?(?:Dockerfile|Containerfile)(?:\..+)?$/.test(name) && !NO_DOCKERFILE.test(name);
}

const NO_DOCKERFILE =
  /\.(?:dockerignore|containerignore|tmpl|tpl|template|j2|jinja2?|erb|gotmpl|in|md|sh|go|py|js|ts|ya?ml|json)$/i;

/** Ten times what the longest Dockerfile has that people write; the parser's time grows with the square of the lines. */
const LARGEST = 300_000;

function read(file: RepositoryFileContent): ReadDockerfile | undefined {
  const { content } = file;
  if (content.length > LARGEST || /\{\{|\{%|<%/.test(content)) return undefined;
  const instructions = DockerfileParser.parse(content).getInstructions().map(readInstruction);
  const first = instructions.findIndex(({ keyword }) => keyword === 'FROM');
  if (first < 0) return undefined;
  const globals = globalsOf(instructions.slice(0, first));
  return { file, globals, stages: stagesOf(instructions.slice(first), globals) };
}

function globalsOf(instructions: readonly ReadInstruction[]): Map<string, string | undefined> {
  const globals = new Map<string, string | undefined>();
  for (const { keyword, text } of instructions) {
    if (keyword !== 'ARG') continue;
    for (const [name, value] of declaredIn(text)) {
      globals.set(name, value === undefined ? undefined : substituted(value, globals).text);
    }
  }
  return globals;
}

/** The names that an `ARG`, an `ENV` or a `LABEL` declares, with their values. */
export function declaredIn(text: string): readonly (readonly [string, string | undefined])[] {
  const words = text.match(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/gs) ?? [];
  const [first = '', ...rest] = words;
  if (!first.includes('=') && rest.length > 0 && !rest.every((word) => word.includes('='))) {
    return [[first, text.slice(text.indexOf(first) + first.length).trim()]];
  }
  return words.map((word) => {
    const equals = word.indexOf('=');
    return equals < 0 ? [word, undefined] : [unquoted(word.slice(0, equals)), unquoted(word.slice(equals + 1))];
  });
}

function unquoted(text: string): string {
  return text.replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'/gs, (_, double?: string, single?: string) =>
    double === undefined ? (single ?? '') : double.replace(/\\(["\\])/g, '$1'),
  );
}

interface Flagged {
  getFlags(): readonly { getName(): string; getValue(): string | null }[];
}

function readInstruction(instruction: Instruction): ReadInstruction {
  const flags = new Map<string, string[]>();
  for (const flag of hasFlags(instruction) ? instruction.getFlags() : []) {
    const values = flags.get(flag.getName());
    if (values) values.push(flag.getValue() ?? '');
    else flags.set(flag.getName(), [flag.getValue() ?? '']);
  }
  const text = instruction.getArgumentsContent() ?? '';
  const list = listIn(text);
  return {
    keyword: instruction.getKeyword(),
    line: instruction.getRange().start.line + 1,
    flags,
    text,
    ...(list === undefined ? {} : { list }),
  };
}

function hasFlags(instruction: object): instruction is Flagged {
  return 'getFlags' in instruction;
}

function listIn(text: string): readonly string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const value = JSON.parse(text) as unknown;
    return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}
