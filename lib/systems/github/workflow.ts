import { Construct } from 'constructs';
import type { GitHubRef, GitHubRepository, GitHubWorkflowIdentity, SigningIdentity } from '../../model';
import { RepositoryFile } from '../../repository';
import { Concurrency } from './concurrency';
import { github } from './contexts';
import { text } from './expression';
import { identityOf, refsOf, signerOf } from './job-identity';
import { type PlacedJob } from './placed-job';
import {
  renderTriggers,
  renderWorkflow,
  sourcesOutside,
  type WorkflowOptions,
  workflowPath,
} from './rendered-workflow';
import { type Trigger } from './trigger';
import { checkWorkflow } from './workflow-check';

export interface WorkflowProps extends WorkflowOptions {
  /** What starts it. */
  readonly on: readonly Trigger[];
  /**
   * What happens to several runs at a time.
   * @default one for each branch; with pull requests a newer run cancels the older of the same one, else all run in turn
   */
  readonly concurrency?: Concurrency;
}

/**
 * A workflow of GitHub Actions as a file of its repository. Its token may do nothing but what the steps of a job ask
 * for. Throws `Workflow <name>.…` for a job that is read and not there, and for secrets, tokens or write permissions
 * that a fork could reach, or would be refused.
 */
export class Workflow extends Construct {
  public readonly repository: GitHubRepository;
  public readonly name: string;
  /** The path of its file in the repository. */
  public readonly path: string;
  public readonly jobs: readonly PlacedJob[];
  private readonly triggers: readonly Trigger[];

  public constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id);
    const place = `Workflow ${props.name}`;
    this.repository = props.repository;
    this.name = props.name;
    this.path = workflowPath(place, props.file);
    this.jobs = props.jobs;
    this.triggers = props.on;
    const concurrency = props.concurrency ?? defaultConcurrency(props.on);
    checkWorkflow({ place, triggers: this.triggers, jobs: this.jobs, sources: sourcesOutside(props, concurrency) });
    const content = renderWorkflow(place, props, renderTriggers(props.on), concurrency);
    new RepositoryFile(this, 'File', { repository: props.repository, path: this.path, content });
  }

  /**
   * How a job of it is known to whoever checks its token, such as a role in AWS. `at` are the refs that it runs at: by
   * default the branches and tags that its pushes name. Throws `Workflow <name>.identity: …` where these are patterns.
   */
  public identity(job: PlacedJob, props: { readonly at?: readonly GitHubRef[] } = {}): GitHubWorkflowIdentity {
    return identityOf(this, job, props.at ?? refsOf(this, this.triggers));
  }

  /**
   * Who signs in a job of it at one ref: by default the one branch, or the tags of versions, that its pushes name. Throws as
   * `identity` does.
   */
  public signsAs(job: PlacedJob, props: { readonly at?: GitHubRef } = {}): SigningIdentity {
    return signerOf(this, job, props.at === undefined ? refsOf(this, this.triggers) : [props.at]);
  }
}

function defaultConcurrency(triggers: readonly Trigger[]): Concurrency {
  const hasPullRequests = triggers.some(({ event }) => event === 'pull_request');
  return hasPullRequests ? Concurrency.perRef() : Concurrency.queued(text`${github.workflow}-${github.ref}`);
}
