import { type Assembly, UNNAMED_REPOSITORY, readOnce } from '../assembly';
import { type Place } from '../audit';
import { GitHubWorkflowIdentity, PredicateType } from '../model';
import { certificateOf } from '../systems/github/certificate';
import { usesAction } from '../systems/github/reading/action-facts';
import { imageWorkOf } from '../systems/github/reading/image-work';
import { tryFlag } from '../systems/github/reading/step-values';
import { tryScript } from '../systems/github/reading/step-script';
import { type JobInFile, type StepInFile } from '../systems/github/reading/workflow-file';
import { type WorkflowFiles, workflowFilesOf } from '../systems/github/reading/workflow-files';
import { type Actor, type CiJob, type PlacedCommand, type PlacedStatement } from './ci-job';
import { pushedByAction } from './action-pushes';
import { mayHideSigning, isOwnScript } from './hidden-signing';
import { valueIn, variablesIn } from './job-values';
import { type KeylessIdentity } from './keyless-identity';
import { OPEN } from './open-text';
import { knownCommands } from './step-commands';
import { type WorkflowRun, fullRef, tryCalled, workflowRuns } from './workflow-runs';

/** A job of a GitHub workflow in one of its runs. */
export interface GitHubJob extends CiJob {
  readonly run: WorkflowRun;
  readonly job: JobInFile;
}

/** Whether it is a job of a GitHub workflow. */
export function isGitHubJob(actor: Actor): actor is GitHubJob {
  return actor.kind === 'job' && 'run' in actor;
}

/** The jobs of all workflows, in each of their runs. */
export const gitHubJobs = readOnce<readonly GitHubJob[], Assembly>((assembly) => {
  const files = workflowFilesOf(assembly);
  return workflowRuns(assembly).flatMap((run) => run.file.jobs.map((job) => jobIn(run, job, files)));
});

function jobIn(run: WorkflowRun, job: JobInFile, files: WorkflowFiles): GitHubJob {
  const commands = job.steps.flatMap((step) => commandsOf(run, step));
  const pushing = new Set(imageWorkOf(job.file).flatMap(({ does, step }) => (does === 'push' ? [step] : [])));
  const isElsewhere = job.uses !== undefined && tryCalled(job, job.uses, files) === undefined;
  return {
    kind: 'job',
    run,
    job,
    pipeline: inWords(run),
    name: job.id,
    place: job.file.place.at(job.path),
    commands,
    pushes: job.steps.filter((step) => pushing.has(step)).flatMap((step) => pushedByAction(run, step)),
    statements: job.steps.flatMap((step) => statementsOf(run, step)),
    identities: maySign(run, job) ? identitiesOf(run, job, isElsewhere) : [],
    mayHideSigning: isElsewhere || job.steps.some(mayHideSigning) || commands.some(isOwnScript),
  };
}

/** `workflow ci.yaml of acme/order-service`, and what it reached the job through. */
function inWords({ file, started = file }: WorkflowRun): string {
  const { repository } = started.source;
  const through = file === started ? '' : ` through ${nameOf(file.source.path)}`;
  return `workflow ${nameOf(started.source.path)}${repository === UNNAMED_REPOSITORY ? '' : ` of ${repository}`}${through}`;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** An identity token is never among what is given by default. */
function maySign(run: WorkflowRun, job: JobInFile): boolean {
  return (job.permissions ?? run.permissions)?.of('id-token') === 'write';
}

/** The certificate names the file with the steps: of a call to another repository that is a file of there. */
function identitiesOf(run: WorkflowRun, job: JobInFile, isElsewhere: boolean): readonly KeylessIdentity[] {
  const { file, started = file } = run;
  return run.refs.map((ref) => {
    const workflow = { repository: known(started.source.repository), file: started.source.path, ref };
    const here = { repository: known(file.source.repository), file: file.source.path, ref: run.calledAt ?? ref };
    const { subject } = certificateOf({
      workflow,
      stepsIn: isElsewhere ? calledPlace(job, here) : here,
      ids: { repository: 0, owner: 0 },
    });
    const repository =
      run.started === undefined || workflow.repository === OPEN ? {} : { repository: workflow.repository };
    return { subject, issuer: GitHubWorkflowIdentity.issuer, ...repository };
  });
}

type WorkflowPlace = Parameters<typeof certificateOf>[0]['workflow'];

function calledPlace({ uses, fields }: JobInFile, here: WorkflowPlace): WorkflowPlace {
  if (uses?.kind === 'local') return { ...here, file: uses.path };
  if (uses?.kind !== 'repository') return { repository: OPEN, file: OPEN, ref: OPEN };
  // The repository is spelled as it is in the file: a certificate tells cases apart.
  const [owner = '', name = ''] = String(fields['uses']).split('/');
  return { repository: `${owner}/${name}`, file: uses.path, ref: fullRef(uses) };
}

function known(repository: string): string {
  return repository === UNNAMED_REPOSITORY ? OPEN : repository;
}

function commandsOf(run: WorkflowRun, step: StepInFile): readonly PlacedCommand[] {
  const script = tryScript(step);
  if (!script) return [];
  return knownCommands(script.commands, variablesIn(run, step)).map(({ command: { program, words } }) => {
    const put = words.map((word) => valueIn(run, step, word));
    return { program, words: put, place: placeIn(step, script.text, program, words) };
  });
}

/** The line of a command: the first that holds its first words. */
function placeIn({ file, path }: StepInFile, text: string, program: string, [verb = '']: readonly string[]): Place {
  return file.place.within(`${path}.run`, text, Math.max(0, text.indexOf(`${program} ${verb}`)));
}

/** What an action attests beside the image. Without `push-to-registry` the statement is at GitHub only. */
function statementsOf(run: WorkflowRun, step: StepInFile): readonly PlacedStatement[] {
  if (!usesAction(step, 'actions/attest', 'actions/attest-build-provenance', 'actions/attest-sbom')) return [];
  if (tryFlag(step.with['push-to-registry']) === false) return [];
  const image = valueIn(run, step, step.with['subject-name'] ?? '');
  return predicatesOf(step).map((statement) => ({ statement, image, place: step.file.place.at(`${step.path}.uses`) }));
}

function predicatesOf({ with: given }: StepInFile): readonly string[] {
  const type = given['predicate-type'];
  if (type !== undefined) return [type];
  return given['sbom-path'] === undefined
    ? [PredicateType.provenance.uri]
    : [PredicateType.spdx.uri, PredicateType.cycloneDx.uri];
}
