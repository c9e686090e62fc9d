import { join } from 'node:path/posix';
import { type Assembly, readOnce } from '../../assembly';
import { type Problem, type Rule, problem } from '../../audit';
import { type ReadStage, chainOf } from '../../systems/dockerfile/read-stage';
import { type ReadDockerfile, dockerfilesOf } from '../../systems/dockerfile/reading';
import { architectureIn } from '../../systems/dockerfile/rules/architecture-fixed';
import { buildsImage } from '../../systems/github/reading/action-facts';
import { type StepInFile } from '../../systems/github/reading/workflow-file';
import { type GitHubJob, gitHubJobs } from '../github-jobs';
import { valueIn } from '../job-values';
import { isKnown } from '../open-text';
import { WORKFLOW, release } from './job-examples';

const TWO = 'linux/amd64,linux/arm64';
const dockerfile = (architecture: string): string =>
  [
    'FROM --platform=$BUILDPLATFORM golang:1.26 AS build',
    'ARG TARGETARCH',
    'COPY . .',
    `RUN GOARCH=${architecture} go build -o /api ./cmd/api`,
    'FROM gcr.io/distroless/static-debian13:nonroot',
    'COPY --from=build /api /api',
    '',
  ].join('\n');

export const platformNotMade: Rule = {
  id: 'CUS020',
  severity: 'error',
  title: 'a workflow builds an image for a platform that its Dockerfile never compiles for',
  why: 'the index promises arm64 and holds a program for amd64: every pod on such a node ends with "exec format error"',
  repair: 'compile for TARGETARCH in a stage of $BUILDPLATFORM, or build for one platform',
  reference: 'https://docs.docker.com/build/building/multi-platform/#cross-compilation',
  good: { files: { [WORKFLOW]: release({ platforms: TWO }), Dockerfile: dockerfile('$TARGETARCH') } },
  bad: { files: { [WORKFLOW]: release({ platforms: TWO }), Dockerfile: dockerfile('amd64') } },
  check: (assembly) => {
    const seen = new Set<string>();
    return gitHubJobs(assembly).flatMap((by) =>
      by.job.steps
        .filter(buildsImage)
        .flatMap((step) => judge(assembly, by, step).filter(({ message }) => !seen.has(message) && seen.add(message))),
    );
  },
};

function judge(assembly: Assembly, { run, pipeline }: GitHubJob, step: StepInFile): Problem[] {
  const platforms = valueIn(run, step, step.with['platforms'] ?? '');
  const dockerfile = tryDockerfile(assembly, run.started?.source.repository ?? '', run, step);
  if (!dockerfile || !isKnown(platforms)) return [];
  const fixed = tryFixed(dockerfile, step.with['target']);
  if (!fixed) return [];
  const others = platforms.split(/[,\s]+/).filter((one) => one !== '' && !one.split('/').includes(fixed.architecture));
  if (others.length === 0) return [];
  return [
    problem(
      step.file.place.at(`${step.path}.with.platforms`),
      `${pipeline} builds for ${others.join(', ')} → line ${fixed.line} of ${dockerfile.file.path} makes ${fixed.architecture} of it, whatever the platform → pods on other nodes end with "exec format error"`,
      'compile for TARGETARCH, or build for one platform',
    ),
  ];
}

const byPath = readOnce<ReadonlyMap<string, ReadDockerfile>, Assembly>(
  (assembly) => new Map(dockerfilesOf(assembly).map((one) => [`${one.file.repository} ${one.file.path}`, one])),
);

function tryDockerfile(
  assembly: Assembly,
  repository: string,
  run: GitHubJob['run'],
  step: StepInFile,
): ReadDockerfile | undefined {
  const context = valueIn(run, step, step.with['context'] ?? '.');
  const file = step.with['file'] === undefined ? join(context, 'Dockerfile') : valueIn(run, step, step.with['file']);
  return byPath(assembly).get(`${repository} ${join(file)}`);
}

interface FixedArchitecture {
  readonly architecture: string;
  readonly line: number;
}

/** The architecture that some stage of the image is made for, whatever it is built for. */
function tryFixed({ stages }: ReadDockerfile, target: string | undefined): FixedArchitecture | undefined {
  const last = target === undefined ? stages.at(-1) : stages.find(({ name }) => name === target.toLowerCase());
  if (!last) return undefined;
  const platform = /^linux\/(amd64|arm64)$/.exec(last.from.flags.get('platform')?.[0] ?? '')?.[1];
  if (platform !== undefined) return { architecture: platform, line: last.from.line };
  for (const instruction of usedBy(last, stages).flatMap(({ instructions }) => instructions)) {
    const architecture = architectureIn(instruction);
    if (architecture !== undefined) return { architecture, line: instruction.line };
  }
  return undefined;
}

/** A stage, and every stage that something of it comes from. */
function usedBy(last: ReadStage, stages: readonly ReadStage[]): readonly ReadStage[] {
  const used = new Set(chainOf(last));
  for (const stage of used) {
    for (const { flags } of stage.instructions) {
      const from = flags.get('from')?.[0]?.toLowerCase();
      const source =
        from === undefined ? undefined : stages.find(({ name, index }) => name === from || `${index}` === from);
      if (source) for (const one of chainOf(source)) used.add(one);
    }
  }
  return [...used];
}
