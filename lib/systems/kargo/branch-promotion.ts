import { Construct } from 'constructs';
import * as promoter from '../../../imports/promoter.argoproj.io';
import { type Duration, GitHubRepository, type GitLabProject, invalid } from '../../model';
import { type Named, type ObjectProps, renderMetadata } from '../kubernetes/object-props';

/** One environment, kept on a branch of its own. */
export interface BranchEnvironment {
  /** The branch that the cluster follows, such as `environment/staging`; what is proposed for it is on `<branch>-next`. */
  readonly branch: string;
  /** How long a change has to run here before it may go on. @default not at all */
  readonly soak?: Duration;
  /** Whether a change is merged by itself as soon as the environment before is well. @default true, but for the last one */
  readonly automatic?: boolean;
}

export interface BranchPromotionProps extends ObjectProps {
  /** The GitOps repository with the branches. */
  readonly repository: GitHubRepository | GitLabProject;
  /** The ScmProvider that may open and merge pull requests there, made by the platform team. */
  readonly provider: Named;
  /** The environments in the order in which a change passes through them. */
  readonly environments: readonly BranchEnvironment[];
  /** The labels of the Argo CD Applications whose health decides whether an environment is well. @default Argo CD is not asked */
  readonly applications?: Readonly<Record<string, string>>;
}

/**
 * Changes on their way through the branches of the environments by GitOps Promoter: it opens a pull request for each, and
 * merges it once the environment before is well. The last environment waits for a person.
 */
export class BranchPromotion extends Construct {
  /** Throws `BranchPromotion.environments: …`. */
  public constructor(scope: Construct, id: string, props: BranchPromotionProps) {
    super(scope, id);
    const { environments, applications, provider, repository } = props;
    checkEnvironments(environments);
    const metadata = renderMetadata('BranchPromotion', props);
    const soaks = environments.flatMap(({ branch, soak }) => (soak ? [{ branch, duration: soak.toString() }] : []));
    const keys = [...(applications ? [HEALTH] : []), ...(soaks.length > 0 ? [TIMER] : [])];
    new promoter.GitRepository(this, 'repository', {
      metadata,
      spec: {
        ...locate(repository),
        scmProviderRef: { kind: promoter.GitRepositorySpecScmProviderRefKind.SCM_PROVIDER, name: provider.name },
      },
    });
    new promoter.PromotionStrategy(this, 'strategy', {
      metadata,
      spec: {
        gitRepositoryRef: { name: props.name },
        ...(keys.length === 0 ? {} : { activeCommitStatuses: keys.map((key) => ({ key })) }),
        environments: environments.map(({ branch, automatic }, i) => ({
          branch,
          autoMerge: automatic ?? i < environments.length - 1,
        })),
      },
    });
    const promotionStrategyRef = { name: props.name };
    if (applications) {
      const applicationSelector = { matchLabels: { ...applications } };
      new promoter.ArgoCdCommitStatus(this, 'health', {
        metadata,
        spec: { key: HEALTH, promotionStrategyRef, applicationSelector },
      });
    }
    if (soaks.length > 0) {
      new promoter.TimedCommitStatus(this, 'timer', {
        metadata,
        spec: { key: TIMER, promotionStrategyRef, environments: soaks },
      });
    }
  }
}

const HEALTH = 'argocd-health';
const TIMER = 'timer';

function checkEnvironments(environments: readonly BranchEnvironment[]): void {
  const branches = environments.map(({ branch }) => branch);
  if (branches.length === 0) throw invalid('BranchPromotion.environments', 'at least one', branches);
  const wrong = branches.find(
    (branch, i) =>
      !/^(?!-)(?!.*\.\.)[\w./-]{1,100}$/.test(branch) || branch.endsWith('-next') || branches.indexOf(branch) < i,
  );
  if (wrong !== undefined)
    throw invalid('BranchPromotion.environments', 'names of branches that differ, without the ending -next', wrong);
}

function locate(repository: GitHubRepository | GitLabProject): Pick<promoter.GitRepositorySpec, 'github' | 'gitlab'> {
  if (repository instanceof GitHubRepository) return { github: { owner: repository.owner, name: repository.name } };
  const parts = repository.fullName.split('/');
  const namespace = parts.slice(0, -1).join('/');
  return { gitlab: { namespace, name: parts.at(-1) ?? '', projectId: repository.id } };
}
