import { Construct } from 'constructs';
import { PredicateType, TagFamily, invalid } from '../model';
import { type Program } from '../program';
import { roleArn } from '../systems/aws/role-arn';
import { GoDockerfile, type GoDockerfileProps } from '../systems/dockerfile';
import {
  Language,
  type PromoterApp,
  PullRequestCi,
  RegistryLogin,
  ReleaseWorkflow,
  type ReleaseWorkflowProps,
} from '../systems/github';
import { type GoLanguageProps } from '../tools';
import { type Build, type BuildFacts, type BuildIntent } from './build';
import { promotedFolder } from './promoted-folder';

export interface GitHubGoBuildProps extends Pick<
  ReleaseWorkflowProps,
  'branch' | 'releases' | 'platforms' | 'scanner' | 'provenance' | 'codeScanning' | 'slack'
> {
  /** The GitHub App that may write to the GitOps repository; its key is a secret of each environment of GitHub. */
  readonly gitOpsApp: PromoterApp;
  /**
   * The name of the role that jobs assume to reach Amazon ECR, in the path `/ci/` of the registry's account. The
   * delivery makes it with the registry.
   * @default "<service>-release", and no role for ghcr.io
   */
  readonly role?: string;
  /** What the program is compiled from. @default "./cmd/<service>" of one module at the root */
  readonly program?: Omit<GoDockerfileProps, 'repository' | 'name' | 'port' | 'path' | 'fetchMounts'>;
  /** What is tested and linted. @default every package */
  readonly language?: GoLanguageProps;
}

/** A build that runs at GitHub, as workflows in the repository of the service. */
export class GitHubBuild implements Build {
  /**
   * The build of a Go service: a Dockerfile, the checks of pull requests, the release of every commit of the branch,
   * and the promotion of what was released, environment by environment. Who must agree, each environment of GitHub says.
   */
  public static go(props: GitHubGoBuildProps): GitHubBuild {
    return new GitHubBuild(props);
  }

  private constructor(private readonly props: GitHubGoBuildProps) {}

  /** @internal Makes the files of the service's repository. */
  public _make({ files }: Program, intent: BuildIntent): BuildFacts {
    const { gitOpsApp, role: roleName, program, language, ...given } = this.props;
    const { service, source: repository, port } = intent;
    const { registry, role } = loginOf(intent, roleName);
    const scope = new Construct(files, service);
    const checked = { repository, service, language: Language.go(language) };

    new GoDockerfile(scope, 'image', { ...program, repository, name: service, port });
    new PullRequestCi(scope, 'ci', { ...checked, scanner: given.scanner, codeScanning: given.codeScanning });
    const release = new ReleaseWorkflow(scope, 'release', {
      ...given,
      ...checked,
      registry,
      promotion: {
        gitOps: { repository: intent.gitops, app: gitOpsApp },
        targets: intent.environments.map((environment) => ({
          environment,
          folder: promotedFolder(environment, service),
        })),
      },
    });
    const users = role === undefined ? [] : [{ role, identities: release.identities }];
    // GitHub signs the provenance of private repositories as an authority of its own, which no policy here trusts.
    const tag = given.releases === 'versions' ? TagFamily.release : TagFamily.commit;
    return { signsAs: release.signsAs, attests: [PredicateType.spdx], users, tag };
  }
}

interface Login {
  readonly registry: RegistryLogin;
  /** The name of the role that it takes. */
  readonly role?: string;
}

/** The role's ARN follows from its name: the workflows need no output of Terraform. */
function loginOf({ service, image }: BuildIntent, role: string | undefined): Login {
  if (image.ecr) {
    const name = role ?? `${service}-release`;
    const arn = roleArn('GitHubBuild.role', image.ecr.account, name);
    return { registry: RegistryLogin.ecr(image, { arn }), role: name };
  }
  if (role !== undefined) {
    throw invalid('GitHubBuild.role', 'none beside a registry other than Amazon ECR', role);
  }
  return { registry: RegistryLogin.gitHub(image) };
}
