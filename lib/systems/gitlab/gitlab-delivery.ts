import { Construct } from 'constructs';
import {
  GitLabRef,
  type GitLabPipelineIdentity,
  type GitLabProject,
  type PinnedImage,
  type SigningIdentity,
} from '../../model';
import { type Language, type Severity, Toolbox } from '../../tools';
import { buildKitJob } from './build-with-buildkit';
import { Condition } from './condition';
import { buildJob, checkJob, type Delivered, sbomJob, scanJob, signJob } from './delivery-jobs';
import { type GitLabJob } from './gitlab-job';
import { GitLabPipeline } from './gitlab-pipeline';
import { type GitOpsRepository, promotionJob, type PromotionTarget } from './promotion-job';
import { type RegistryLogin } from './registry-login';
import { JobRule } from './rule';
import { Workflow } from './workflow';

export interface GitLabDeliveryProps {
  /** The project of the service. Its branch and its variables must be protected. */
  readonly project: GitLabProject;
  /** The service's name: a DNS label. */
  readonly service: string;
  /** How it is tested and linted. */
  readonly language: Language;
  /** Where its images are kept, and how jobs get there. */
  readonly registry: RegistryLogin;
  /** The branch whose commits are delivered. @default GitLabRef.branch('main') */
  readonly branch?: GitLabRef;
  /**
   * What builds the image, without root either way. BuildKit keeps to the Dockerfile of Docker in all it can, cache and secret
   * mounts among it, and needs a runner that lets it make user namespaces; its image has no AWS CLI, so it goes with the
   * registry of GitLab alone.
   * @default 'buildah'
   */
  readonly builder?: 'buildah' | 'buildkit';
  /** The folder that the Dockerfile may copy from. @default the whole checkout */
  readonly context?: string;
  /** The Dockerfile's path inside the context. @default "Dockerfile" */
  readonly dockerfile?: string;
  /** The stage to build. @default the last one */
  readonly target?: string;
  /** Values of the Dockerfile's `ARG`s. Not for secrets: they stay in the image's history. @default none */
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** The least severity that fails the scan. @default 'high' */
  readonly failOn?: Severity;
  /** Whether vulnerabilities that nobody has mended yet are left out. @default true */
  readonly ignoreUnfixed?: boolean;
  /** The GitOps repository and the environments in the order in which they get the image. @default the image is not promoted */
  readonly promotion?: { readonly gitOps: GitOpsRepository; readonly targets: readonly PromotionTarget[] };
  /** The images of the tools. @default Toolbox.standard */
  readonly tools?: Toolbox;
  /** An image with a shell, cosign 3, Syft, Buildah and the AWS CLI. @default the one that also builds */
  readonly signingImage?: PinnedImage;
  /** What a runner must have to take the jobs. @default any runner */
  readonly tags?: readonly string[];
}

/**
 * A service's way from a commit to an environment: test and lint, build by digest, scan, list, sign, promote. Merge
 * requests are tested and linted only: nothing with a token or a secret is reachable from them. Keyless signing needs a
 * project of gitlab.com.
 */
export class GitLabDelivery extends Construct {
  public readonly pipeline: GitLabPipeline;
  /** The jobs that push and sign, for the AWS role that they assume. */
  public readonly identity: GitLabPipelineIdentity;
  /** Who signs the images: what policies trust. */
  public readonly signsAs: SigningIdentity;

  public constructor(scope: Construct, id: string, props: GitLabDeliveryProps) {
    super(scope, id);
    const { branch = GitLabRef.branch('main'), tools = Toolbox.standard } = props;
    this.pipeline = new GitLabPipeline(this, 'pipeline', {
      project: props.project,
      workflow: Workflow.mergeRequestsAnd(branch),
      stages: ['check', 'build', 'secure', ...(props.promotion === undefined ? [] : ['promote'])],
      jobs: jobsOf({ ...props, tools, onBranch: [JobRule.when(Condition.onRef(branch))] }),
    });
    this.identity = this.pipeline.identity(branch);
    this.signsAs = this.pipeline.signingIdentity(branch);
  }
}

function jobsOf(props: Delivered): readonly GitLabJob[] {
  const checks = [checkJob('test', props.language.test, props), checkJob('lint', props.language.lint, props)];
  const build = props.builder === 'buildkit' ? buildKitJob(props, checks) : buildJob(props, checks);
  const scan = scanJob(props, build);
  const sbom = sbomJob(props, build);
  const sign = signJob(props, build, { scan, sbom });
  return [...checks, build, scan, sbom, sign, ...promotions(props, build, sign)];
}

/** Each environment gets the image after the one before it. */
function promotions(props: Delivered, build: ReturnType<typeof buildJob>, sign: GitLabJob): readonly GitLabJob[] {
  if (props.promotion === undefined) return [];
  const { gitOps, targets } = props.promotion;
  const jobs: GitLabJob[] = [];
  for (const [i, target] of targets.entries()) {
    const needs = [jobs[i - 1] ?? sign];
    jobs.push(promotionJob(props, gitOps, build, { target, before: targets[i - 1], needs }));
  }
  return jobs;
}
