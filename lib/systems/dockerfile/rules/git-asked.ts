import { problem, type Rule } from '../../../audit';
import { Ignored } from '../ignored';
import { at } from '../place';
import { copiedFrom } from '../copies';
import { type ReadStage, historyOf } from '../read-stage';
import { eachInstruction } from './each';
import { dockerfile, GO } from './examples';

export const gitAsked: Rule = {
  id: 'DKR010',
  severity: 'warning',
  title: 'the build asks git for its version',
  why: 'the history is not in the context where a .dockerignore is as it should be, and a shallow clone of CI has no tags: the version becomes empty or "unknown", and nobody notices',
  repair: 'give the version to the build as an ARG: who starts it knows the commit',
  reference: 'https://docs.docker.com/build/building/variables/',
  good: dockerfile(GO, 'COPY . .', 'ARG VERSION', 'RUN go build -ldflags="-X main.version=$VERSION" ./cmd/api'),
  bad: dockerfile(GO, 'COPY . .', 'RUN go build -ldflags="-X main.version=$(git describe --tags)" ./cmd/api'),
  check: eachInstruction(['RUN'], ({ line, text }, stage, file, assembly) => {
    const asked = /\bgit\s+(describe|rev-parse|log|rev-list)\b/.exec(text)?.[1];
    if (asked === undefined || hasOwnHistory(stage)) return [];
    const ignored = Ignored.tryFor(file, assembly);
    const copied = historyOf(stage).flatMap((one) => (one.flags.has('from') ? [] : copiedFrom(one)));
    const gone = ignored?.covers('.git') || !copied.some((path) => path === '.' || path.startsWith('.git'));
    const where = gone ? 'where .git is not copied' : 'and finds what the clone of CI happens to hold';
    return [
      problem(
        at(file, line, 'RUN'),
        `git ${asked} runs in the build, ${where}`,
        'declare ARG VERSION, and build with --build-arg VERSION=…',
      ),
    ];
  }),
};

/** A history that the build fetches itself, or that is mounted, is there. */
function hasOwnHistory(stage: ReadStage): boolean {
  return historyOf(stage).some(
    ({ keyword, text, flags }) =>
      (keyword === 'RUN' && (/\bgit\s+(?:clone|init|fetch|checkout)\b|\bgo get\b/.test(text) || mountsFiles(flags))) ||
      (keyword === 'ADD' && /\.git(?:#|\s|$)/.test(text)),
  );
}

/** A mount without a type is one of files. */
function mountsFiles(flags: ReadonlyMap<string, readonly string[]>): boolean {
  return (flags.get('mount') ?? []).some((mount) => !mount.includes('type=') || mount.includes('type=bind'));
}
