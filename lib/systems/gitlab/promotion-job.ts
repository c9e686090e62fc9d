import { dnsLabel, Duration, invalid, TagFamily } from '../../model';
import { plainSh, PROMOTER_VARIABLES, promoterScript, Variable } from '../../tools';
import { PlainScript } from '../../tools/plain-shell';
import { CI, exported, together } from './command-line';
import { type BuildJob, type Delivered } from './delivery-jobs';
import { GitLabJob } from './gitlab-job';
import { Need } from './need';
import { JobRule } from './rule';

/** An environment that the image is promoted to. */
export interface PromotionTarget {
  /** The environment's name: a DNS label, and the name of its resource group. */
  readonly environment: string;
  /** The folder of the GitOps repository that belongs to this promoter and to nobody else. */
  readonly folder: string;
  /** Whether a person starts it. @default false */
  readonly manual?: boolean;
}

/** The GitOps repository, and how jobs get into it. */
export interface GitOpsRepository {
  /** The address that git clones over HTTPS, without credentials. */
  readonly url: string;
  /** The variable with a token that may write to it: keep it in the settings of the project, masked and protected. @default "GITOPS_TOKEN" */
  readonly tokenVariable?: string;
  /** The branch that the cluster follows. @default "main" */
  readonly branch?: string;
}

/**
 * Tells an environment to run the image: it writes the file of the environment's folder by compare-and-swap, one
 * pipeline after the other, and refuses to go back to an older one.
 */
export function promotionJob(
  props: Delivered,
  gitOps: GitOpsRepository,
  build: BuildJob,
  {
    target,
    before,
    needs,
  }: { readonly target: PromotionTarget; readonly before?: PromotionTarget; readonly needs: readonly GitLabJob[] },
): GitLabJob {
  const { registry, tools, tags, service } = props;
  const environment = dnsLabel('GitLabDelivery.promotions', target.environment);
  const script = promoterScript({
    ...{ service, environment, repository: registry.repository, url: httpsOnly(gitOps.url), folder: target.folder },
    ...{ branch: gitOps.branch, ordered: true, after: before },
  });
  return new GitLabJob(`promote-${environment}`, {
    ...{
      stage: 'promote',
      needs: [build, ...needs.map((job) => Need.of(job, { artifacts: false }))],
      tags,
      timeout: Duration.minutes(15),
    },
    rules: rulesOf(props, target),
    image: tools.tool('buildah').image,
    checkout: 'none',
    resourceGroup: environment,
    environment: { name: environment },
    idTokens: registry._idTokens,
    variables: registry._variables,
    script: together(
      registry._cloud(),
      plainSh`image=${build.output('IMAGE')}`,
      registry._mark([TagFamily.promoted(environment).prefix, CI.commit]),
      exported(inputs(build, gitOps)),
      new PlainScript(script.trimEnd()),
    ),
  });
}

function rulesOf({ onBranch }: Delivered, { manual }: PromotionTarget): readonly JobRule[] {
  return onBranch.map(({ condition }) =>
    condition ? JobRule.when(condition, { manual }) : JobRule.otherwise({ manual }),
  );
}

function inputs(build: BuildJob, { tokenVariable = 'GITOPS_TOKEN' }: GitOpsRepository): Record<string, Variable> {
  return {
    [PROMOTER_VARIABLES.image]: build.output('IMAGE'),
    [PROMOTER_VARIABLES.commit]: CI.commit,
    [PROMOTER_VARIABLES.time]: CI.commitTime,
    [PROMOTER_VARIABLES.run]: CI.pipeline,
    [PROMOTER_VARIABLES.order]: CI.pipelineNumber,
    [PROMOTER_VARIABLES.token]: Variable.of(tokenVariable),
  };
}

function httpsOnly(url: string): string {
  if (!/^https:\/\/[^@\s]+$/.test(url)) {
    throw invalid('GitLabDelivery.gitOps.url', 'an https address without credentials', url);
  }
  return url;
}
