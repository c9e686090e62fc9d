import { GitHubRef, type GitHubRepository, GitHubWorkflowIdentity, invalid, SigningIdentity } from '../../model';
import { CallJob } from './call-job';
import { certificateOf, type WorkflowPlace } from './certificate';
import { type PlacedJob } from './placed-job';
import { type Trigger } from './trigger';

/** The workflow that is started. */
interface StartedWorkflow {
  readonly name: string;
  readonly repository: GitHubRepository;
  readonly path: string;
  readonly jobs: readonly PlacedJob[];
}

/** The job as its token describes it. */
export function identityOf(
  workflow: StartedWorkflow,
  job: PlacedJob,
  refs: readonly GitHubRef[],
): GitHubWorkflowIdentity {
  requireJob(workflow, job);
  const { repository, path } = workflow;
  const facts = { repository, refs, environment: job._environment };
  if (!(job instanceof CallJob)) return GitHubWorkflowIdentity.of({ ...facts, file: path });
  // A workflow of the same repository is called at the caller's own ref, so only its file differs.
  if (job.at === undefined) return GitHubWorkflowIdentity.of({ ...facts, file: job.workflow.path });
  const called = job.workflow.home;
  if (called === undefined) throw unknownHome(workflow, job);
  return GitHubWorkflowIdentity.of({
    ...facts,
    file: path,
    calls: { repository: called, file: job.workflow.path, ref: job.at.commit },
  });
}

/** Who signs in the job: the workflow that holds its steps, at one ref. */
export function signerOf(workflow: StartedWorkflow, job: PlacedJob, refs: readonly GitHubRef[]): SigningIdentity {
  requireJob(workflow, job);
  const [ref] = refs;
  if (ref === undefined || refs.length > 1) {
    throw invalid(
      `Workflow ${workflow.name}.signsAs`,
      'one branch or tag, or the tags of versions',
      refs.map(String),
      'give it: at: GitHubRef.branch(…)',
    );
  }
  const { repository, path } = workflow;
  if (!repository.isPublicGitHub) {
    throw invalid(
      `Workflow ${workflow.name}.signsAs`,
      'a repository on github.com, whose jobs the public Fulcio knows',
      repository.url,
      'build in Tekton, which signs as the cluster',
    );
  }
  const called = job instanceof CallJob ? job : undefined;
  const { subject, issuer } = certificateOf({
    workflow: { repository: repository.fullName, file: path, ref: ref.text },
    stepsIn: called && placeOf(called, ref),
    environment: job._environment,
    ids: { repository: repository.id, owner: repository.ownerId },
  });
  const identity = { issuer, calledFrom: called && repository };
  if (subject.endsWith('*')) return SigningIdentity.versions({ ...identity, subject: subject.slice(0, -1) });
  return SigningIdentity.certificate({ ...identity, subject });
}

/** The branches and tags that pushes name. Throws where these are patterns of more than a start. */
export function refsOf(workflow: StartedWorkflow, triggers: readonly Trigger[]): readonly GitHubRef[] {
  const { branches = [], tags = [] } = triggers.find(({ event }) => event === 'push')?.filter ?? {};
  const refs = [...branches.map(branchRef), ...tags.map(tagRef)];
  const known = refs.flatMap((ref) => ref ?? []);
  if (known.length > 0 && known.length === refs.length) return known;
  throw invalid(
    `Workflow ${workflow.name}.identity`,
    'the refs that it runs at',
    [...branches, ...tags],
    'give them: at: [GitHubRef.branch(…)]',
  );
}

function branchRef(pattern: string): GitHubRef | undefined {
  return /[*?+![\]]/.test(pattern) ? undefined : GitHubRef.branch(pattern);
}

function tagRef(pattern: string): GitHubRef | undefined {
  const start = /^([^*?+![\]]+)\*{1,2}$/.exec(pattern)?.[1];
  if (start !== undefined) return GitHubRef.tagsFrom(start);
  return /[*?+![\]]/.test(pattern) ? undefined : GitHubRef.tag(pattern);
}

function placeOf(job: CallJob, ref: GitHubRef): WorkflowPlace {
  return { repository: job.workflow.repository, file: job.workflow.path, ref: job.at?.commit ?? ref.text };
}

function requireJob({ name, jobs }: StartedWorkflow, job: PlacedJob): void {
  if (!jobs.includes(job)) {
    throw invalid(`Workflow ${name}.identity`, `one of its jobs, ${jobs.map(({ id }) => id).join(', ')}`, job.id);
  }
}

function unknownHome({ name }: StartedWorkflow, job: CallJob): Error {
  return invalid(
    `Workflow ${name}.identity`,
    'a called workflow whose repository is known by its ids',
    `${job.workflow.repository}/${job.workflow.path}`,
    'say in RemoteWorkflow.of where it is kept: home: GitHubRepository.of(…)',
  );
}
