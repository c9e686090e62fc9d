import { type Assembly, UNNAMED_REPOSITORY, readOnce } from '../assembly';
import { type JobCommand, commandsOf } from '../systems/gitlab/reading/commands';
import { type ReadPipeline, pipelinesOf } from '../systems/gitlab/reading/pipelines';
import { type ReadJob } from '../systems/gitlab/reading/read-job';
import { type CiJob } from './ci-job';
import { isOwnScript } from './hidden-signing';
import { type KeylessIdentity } from './keyless-identity';
import { OPEN } from './open-text';
import { expand, knownCommands } from './step-commands';

/** A job of a GitLab pipeline. */
export interface GitLabJob extends CiJob {
  readonly pipelineFile: ReadPipeline;
  readonly job: ReadJob;
}

/** The jobs of all pipelines of GitLab. */
export const gitLabJobs = readOnce<readonly GitLabJob[], Assembly>((assembly) =>
  pipelinesOf(assembly).flatMap((pipelineFile) => pipelineFile.jobs.map((job) => jobIn(pipelineFile, job))),
);

function jobIn(pipelineFile: ReadPipeline, job: ReadJob): GitLabJob {
  const { path, repository } = pipelineFile.document;
  const commands = knownCommands(commandsOf(job).map(withWords), variablesOf(job)).map(({ command, from }) => ({
    program: command.program,
    words: command.words,
    place: from.place,
  }));
  return {
    kind: 'job',
    pipelineFile,
    job,
    pipeline: `pipeline ${path}${repository === UNNAMED_REPOSITORY ? '' : ` of ${repository}`}`,
    name: job.name,
    place: job.place(),
    commands,
    pushes: [],
    statements: [],
    identities: job.idTokens['SIGSTORE_ID_TOKEN']?.includes('sigstore') === true ? identitiesOf(pipelineFile) : [],
    mayHideSigning: !job.isWhole || job.field('trigger') !== undefined || commands.some(isOwnScript),
  };
}

function withWords(one: JobCommand): JobCommand['command'] & Pick<JobCommand, 'place'> {
  return { ...one.command, place: one.place };
}

/** The variables that the files give a value, those in it put in. */
export function variablesOf({ variables }: ReadJob): ReadonlyMap<string, string> {
  const texts = new Map(
    Object.entries(variables).flatMap(([name, value]) => {
      const own: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'value') : value;
      return typeof own === 'string' || typeof own === 'number' ? [[name, String(own)] as const] : [];
    }),
  );
  // A variable of a variable is rare, and a third step rarer still.
  const inner = new Map([...texts].map(([name, value]) => [name, expand(value, texts)]));
  return new Map([...texts].map(([name, value]) => [name, expand(value, inner)]));
}

/** The public Fulcio knows gitlab.com alone, and refuses the tokens of child pipelines. */
function identitiesOf({ document: { path, repository, isRoot } }: ReadPipeline): readonly KeylessIdentity[] {
  if (!isRoot) return [];
  const project = repository === UNNAMED_REPOSITORY ? OPEN : repository;
  return [{ subject: `https://gitlab.com/${project}//${path}@refs/${OPEN}`, issuer: 'https://gitlab.com' }];
}
