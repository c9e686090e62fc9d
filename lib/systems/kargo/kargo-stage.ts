import { type Duration, type GitHubRepository, type GitLabProject, type ImageRepository, invalid } from '../../model';
import { type Named } from '../kubernetes/object-props';
import { type PromotionStep } from './kinds';

/** One environment that images pass through. */
export interface KargoStageProps {
  /** The environment's name, a DNS label. */
  readonly environment: string;
  /** The folder whose `kustomization.yaml` holds its digest, such as `promoted/staging/orders`; nobody else writes there. */
  readonly folder: string;
  /** AnalysisTemplates of the project that judge the environment once it runs the image. @default none */
  readonly verifiedBy?: readonly Named[];
  /** How long an image has to have been in the environment before, in whole seconds. @default not at all */
  readonly soak?: Duration;
  /** Whether an image comes in by itself as soon as it may. @default true, but for the last environment */
  readonly automatic?: boolean;
  /** Whether the change is a pull request that somebody merges. @default false */
  readonly proposed?: boolean;
}

/** Where all stages write. */
export interface GitOpsTarget {
  readonly repository: GitHubRepository | GitLabProject;
  readonly branch: string;
  readonly image: ImageRepository;
}

/** The steps that write one digest into one file, and nothing else. Throws `KargoPromotion.folder: …`. */
export function renderSteps(
  { folder, environment, proposed = false }: KargoStageProps,
  target: GitOpsTarget,
): readonly object[] {
  if (!/^(?!\/)(?!.*(^|\/)\.\.?(\/|$))[\w.\/-]+$/.test(folder) || folder.endsWith('/')) {
    throw invalid('KargoPromotion.folder', 'a folder as a path from the root of the repository', folder);
  }
  const { repository, branch, image } = target;
  const repoURL = repository.cloneUrl;
  const set: PromotionStep = {
    uses: 'kustomize-set-image',
    config: {
      path: `./gitops/${folder}`,
      images: [{ image: image.address, digest: `\${{ imageFrom("${image.address}").Digest }}` }],
    },
  };
  const message = `Run \${{ imageFrom("${image.address}").Digest }} in ${environment}`;
  return [
    { uses: 'git-clone', config: { repoURL, checkout: [{ branch, path: './gitops' }] } },
    set,
    { uses: 'git-commit', config: { path: './gitops', message } },
    ...(proposed
      ? proposal(repoURL, branch)
      : [{ uses: 'git-push', config: { path: './gitops', targetBranch: branch } }]),
  ];
}

function proposal(repoURL: string, targetBranch: string): readonly object[] {
  const sourceBranch = '${{ outputs.push.branch }}';
  const prNumber = "${{ outputs['open-pr'].pr.id }}";
  return [
    { uses: 'git-push', as: 'push', config: { path: './gitops', generateTargetBranch: true } },
    { uses: 'git-open-pr', as: 'open-pr', config: { repoURL, sourceBranch, targetBranch } },
    { uses: 'git-wait-for-pr', config: { repoURL, prNumber } },
  ];
}
