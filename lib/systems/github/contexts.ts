import { invalid } from '../../model';
import { Condition } from './condition';
import { type Capability, Expr, type Value, variableName } from './expression';
import { isForkEvent } from './fork-event';

/**
 * The context `github`: what started the run and where. A branch name, a title and a body are written by whoever opens
 * the pull request, so these are `attacker` values.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#github-context
 */
export const github = {
  /** Who started the run. */
  actor: trusted('github.actor', 'ACTOR'),
  /** The number that GitHub never gives to another account. */
  actorId: trusted('github.actor_id', 'ACTOR_ID'),
  /** The address of the API. */
  apiUrl: trusted('github.api_url', 'API_URL'),
  /** The branch that a pull request goes into. */
  baseRef: trusted('github.base_ref', 'BASE_REF'),
  eventName: trusted('github.event_name', 'EVENT_NAME'),
  /** The branch that a pull request comes from, as its author named it. */
  headRef: attacker('github.head_ref', 'HEAD_REF'),
  /** The id of the job. */
  job: trusted('github.job', 'JOB'),
  /** The whole ref, such as `refs/heads/main`: where anybody may push a branch, a name of their choice. */
  ref: attacker('github.ref', 'REF'),
  /** The branch or tag without `refs/…`. */
  refName: attacker('github.ref_name', 'REF_NAME'),
  refType: new Expr<'branch' | 'tag', 'trusted'>('github.ref_type', 'trusted', [source('github')], 'REF_TYPE'),
  /** `owner/name`. */
  repository: trusted('github.repository', 'REPOSITORY'),
  repositoryId: trusted('github.repository_id', 'REPOSITORY_ID'),
  repositoryOwner: trusted('github.repository_owner', 'REPOSITORY_OWNER'),
  repositoryOwnerId: trusted('github.repository_owner_id', 'REPOSITORY_OWNER_ID'),
  runAttempt: trusted('github.run_attempt', 'RUN_ATTEMPT'),
  runId: trusted('github.run_id', 'RUN_ID'),
  /** Counts the runs of one workflow. */
  runNumber: trusted('github.run_number', 'RUN_NUMBER'),
  /** The address of GitHub. */
  serverUrl: trusted('github.server_url', 'SERVER_URL'),
  /** The commit; in a pull request that of the trial merge. */
  sha: trusted('github.sha', 'SHA'),
  /** The token of the run. It can do what the permissions of the job say. */
  token: new Expr<string, 'secret'>('github.token', 'secret', [source('github', 'token')], 'GH_TOKEN'),
  /** Who asked for a run to be repeated, else who started it. */
  triggeringActor: trusted('github.triggering_actor', 'TRIGGERING_ACTOR'),
  workflow: trusted('github.workflow', 'WORKFLOW'),
  workflowRef: trusted('github.workflow_ref', 'WORKFLOW_REF'),
  workflowSha: trusted('github.workflow_sha', 'WORKFLOW_SHA'),
  /** The folder of the checkout. */
  workspace: trusted('github.workspace', 'WORKSPACE'),
  event: {
    /** The commit that a push replaced. */
    before: trusted('github.event.before', 'BEFORE'),
    /** What the last commit of a push says. */
    headCommitMessage: attacker('github.event.head_commit.message', 'HEAD_COMMIT_MESSAGE'),
    issueTitle: attacker('github.event.issue.title', 'ISSUE_TITLE'),
    issueBody: attacker('github.event.issue.body', 'ISSUE_BODY'),
    commentBody: attacker('github.event.comment.body', 'COMMENT_BODY'),
    pullRequest: {
      number: new Expr<number, 'trusted'>(
        'github.event.pull_request.number',
        'trusted',
        [source('github')],
        'PULL_REQUEST_NUMBER',
      ),
      title: attacker('github.event.pull_request.title', 'PULL_REQUEST_TITLE'),
      body: attacker('github.event.pull_request.body', 'PULL_REQUEST_BODY'),
      baseSha: trusted('github.event.pull_request.base.sha', 'BASE_SHA'),
      headSha: trusted('github.event.pull_request.head.sha', 'HEAD_SHA'),
      headRef: attacker('github.event.pull_request.head.ref', 'HEAD_REF'),
      headLabel: attacker('github.event.pull_request.head.label', 'HEAD_LABEL'),
      headRepository: attacker('github.event.pull_request.head.repo.full_name', 'HEAD_REPOSITORY'),
    },
    release: {
      tagName: attacker('github.event.release.tag_name', 'RELEASE_TAG'),
      name: attacker('github.event.release.name', 'RELEASE_NAME'),
    },
    /** The branch of the run that a `workflow_run` follows, as its author named it. */
    workflowRunHeadBranch: attacker('github.event.workflow_run.head_branch', 'WORKFLOW_RUN_HEAD_BRANCH'),
    workflowRunHeadSha: attacker('github.event.workflow_run.head_sha', 'WORKFLOW_RUN_HEAD_SHA'),
    workflowRunConclusion: trusted('github.event.workflow_run.conclusion', 'WORKFLOW_RUN_CONCLUSION'),
  },
} as const;

/** The context `runner`: the machine. */
export const runner = {
  os: new Expr<'Linux' | 'Windows' | 'macOS', 'trusted'>('runner.os', 'trusted', [source('runner')], 'RUNNER_OS_NAME'),
  arch: new Expr<'X86' | 'X64' | 'ARM' | 'ARM64', 'trusted'>(
    'runner.arch',
    'trusted',
    [source('runner')],
    'RUNNER_CPU',
  ),
  /** A folder that is empty at the beginning of each job. */
  temp: new Expr<string, 'trusted'>('runner.temp', 'trusted', [source('runner')], 'TEMP_FOLDER'),
  name: new Expr<string, 'trusted'>('runner.name', 'trusted', [source('runner')], 'MACHINE_NAME'),
} as const;

/** What became of the steps so far. */
export const jobStatus = new Expr<'success' | 'failure' | 'cancelled', 'trusted'>(
  'job.status',
  'trusted',
  [source('job')],
  'JOB_STATUS',
);

/** The place of a job in its matrix. */
export const strategy = {
  jobIndex: new Expr<number, 'trusted'>('strategy.job-index', 'trusted', [source('strategy')], 'JOB_INDEX'),
  jobTotal: new Expr<number, 'trusted'>('strategy.job-total', 'trusted', [source('strategy')], 'JOB_TOTAL'),
} as const;

/**
 * The run was not started by a pull request from a fork, so it has the secrets and permissions that it asks for. Every
 * job or step with a secret, or more than reading rights, in a workflow for pull requests needs it.
 */
export const fromThisRepository: Condition = new Condition(
  'github.event.pull_request == null || github.event.pull_request.head.repo.full_name == github.repository',
  [github.event.pullRequest.headRepository, github.repository],
  (event) => (isForkEvent(event) ? false : undefined),
  true,
);

/** A secret of the repository, organization or environment. Throws `secret: …` for a name that GitHub does not take. */
export function secret(name: string): Expr<string, 'secret'> {
  contextName('secret', name);
  return new Expr(`secrets.${name}`, 'secret', [{ context: 'secrets', name }], variableName(name));
}

/** A variable of the repository, organization or environment: a setting, not a secret. Throws as `secret` does. */
export function variable(name: string): Expr<string, 'trusted'> {
  contextName('variable', name);
  return new Expr(`vars.${name}`, 'trusted', [{ context: 'vars', name }], variableName(`vars_${name}`));
}

/** A value as JSON: for a place that holds JSON, where a quote inside the value would end the text. */
export function toJson<R extends 'trusted' | 'attacker' | 'secret'>(value: Expr<Value, R>): Expr<string, R> {
  return new Expr(`toJSON(${value.code})`, value.trust, value.sources, `${value.variable}_JSON`);
}

/** @see https://docs.github.com/en/actions/reference/security/secrets#naming-your-secrets */
function contextName(place: string, name: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || /^github_/i.test(name)) {
    throw invalid(place, 'letters, digits and "_", not beginning with a digit or "GITHUB_"', name);
  }
}

function trusted(code: string, variable: string): Expr<string, 'trusted'> {
  return new Expr(code, 'trusted', [source('github')], variable);
}

function attacker(code: string, variable: string): Expr<string, 'attacker'> {
  return new Expr(code, 'attacker', [source('github')], variable);
}

function source(context: Capability, name = ''): { readonly context: Capability; readonly name: string } {
  return { context, name };
}
