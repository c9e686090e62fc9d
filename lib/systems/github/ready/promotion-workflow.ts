import { Construct } from 'constructs';
import {
  dnsLabel,
  GitHubRef,
  type GitHubRepository,
  type GitHubWorkflowIdentity,
  invalid,
  type SigningIdentity,
} from '../../../model';
import { Concurrency } from '../concurrency';
import { text } from '../expression';
import { Input } from '../input';
import { type Job } from '../job';
import { On } from '../on';
import { Workflow } from '../workflow';
import { type Promoted, promotionJob } from './promotion-job';
import { type RegistryLogin } from './registry-login';

/** A GitHub App that may write to the GitOps repository, and nothing else. */
export interface PromoterApp {
  /** Its client id: no secret. */
  readonly clientId: string;
  /** The name of the secret with its private key, in each of the environments. @default "PROMOTER_PRIVATE_KEY" */
  readonly privateKey?: string;
}

/** The GitOps repository, and how jobs get into it. */
export interface GitOpsRepository {
  readonly repository: GitHubRepository;
  /** Who writes to it: a token of the app for this one repository, gone when the job ends. */
  readonly app: PromoterApp;
  /** The branch that the cluster follows. @default "main" */
  readonly branch?: string;
}

/** An environment that the image is promoted to. */
export interface PromotionTarget {
  /** The environment's name: a DNS label, and the environment of GitHub whose reviewers are asked. */
  readonly environment: string;
  /** The folder of the GitOps repository that belongs to this promoter and to nobody else. */
  readonly folder: string;
  /** Whether the branch is written to, or a pull request proposed. @default 'push' */
  readonly by?: 'push' | 'pull-request';
}

/** Where images are promoted to. */
export interface PromotionIntent {
  readonly gitOps: GitOpsRepository;
  /** The environments in the order in which they get the image. */
  readonly targets: readonly PromotionTarget[];
  /** The name of its file. @default "promote.yaml" */
  readonly file?: string;
}

export interface PromotionWorkflowProps extends PromotionIntent {
  /** The repository of the service. */
  readonly repository: GitHubRepository;
  /** The service's name: a DNS label. */
  readonly service: string;
  /** Where its images are kept, and how jobs get there. */
  readonly registry: RegistryLogin;
  /** Who must have signed an image for it to be promoted. */
  readonly trusts: SigningIdentity;
  /** The branch whose version of this file runs. @default "main" */
  readonly branch?: string;
}

/** The name of its file, where none is given. */
export const PROMOTION_FILE = 'promote.yaml';

/**
 * Tells environments, one after the other, to run an image that was released: started by the release, or by hand for an
 * image of an earlier one. Each environment checks who signed the image and from which commit, and takes one promotion
 * at a time; none is lost, none goes back. Throws `PromotionWorkflow.<prop>: …`.
 */
export class PromotionWorkflow extends Construct {
  public readonly workflow: Workflow;
  /** The jobs that enter the registry, one for each environment, for the AWS role that they assume. */
  public readonly identities: readonly GitHubWorkflowIdentity[];

  public constructor(scope: Construct, id: string, props: PromotionWorkflowProps) {
    super(scope, id);
    dnsLabel('PromotionWorkflow.service', props.service);
    requireTargets(props.targets);
    const { branch = 'main', file = PROMOTION_FILE } = props;
    const ask = On.workflowDispatch({
      inputs: {
        digest: Input.string({ description: 'The digest of the image: sha256:…' }),
        commit: Input.string({ description: 'The commit that it was built from' }),
        number: Input.string({ description: 'The number of the run that released it' }),
      },
    });
    const jobs = jobsOf({ ...props, branch, asked: ask.inputs });
    this.workflow = new Workflow(this, 'workflow', {
      repository: props.repository,
      name: 'promote',
      file,
      runName: text`Promote ${ask.inputs.digest}`,
      on: [ask],
      // Each environment has a queue of its own: an approval that takes days holds up no other environment.
      concurrency: Concurrency.queued(text`promote-${ask.inputs.digest}`),
      jobs,
    });
    this.identities = jobs.map((job) => this.workflow.identity(job, { at: [GitHubRef.branch(branch)] }));
  }
}

function jobsOf(props: Promoted): readonly Job[] {
  const jobs: Job[] = [];
  for (const [i, target] of props.targets.entries()) {
    jobs.push(promotionJob(props, { target, before: props.targets[i - 1], after: jobs.slice(i - 1, i) }));
  }
  return jobs;
}

/** What is proposed is not there yet: no environment can ask for it. */
function requireTargets(targets: readonly PromotionTarget[]): void {
  if (targets.length === 0) throw invalid('PromotionWorkflow.targets', 'at least one environment', targets);
  const proposed = targets.slice(0, -1).find(({ by }) => by === 'pull-request');
  if (proposed) {
    throw invalid(
      'PromotionWorkflow.targets',
      'pull requests for the last environment alone',
      proposed.environment,
      'what comes after it would ask for an image that is only proposed',
    );
  }
}
